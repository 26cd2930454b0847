-- One row per load, estimate and infrastructure component: its part of its service's bill.
with service_costs as (select * from {{ ref('int_infrastructure_service_costs') }}),

quantities as (select * from {{ ref('int_infrastructure_quantities') }}),

parts as (
    select
        service_costs.*,
        quantities.infrastructure_model_component_code,
        quantities.cost_component,
        -- A bill of 0 units is 0 for each of its components.
        case when service_costs.quantity = 0 then 1 else quantities.quantity end as split_weight
    from service_costs
    inner join quantities
        on
            service_costs.load_code = quantities.load_code
            and service_costs.service_code = quantities.service_code
),

allocated as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'split_weight',
        ['load_code', 'variant_code', 'month_index', 'scale_code', 'estimate', 'service_code', 'price_source_code'],
        ['infrastructure_model_component_code', 'cost_component'],
        [byte_order('infrastructure_model_component_code')]
    ) }}
)

select
    load_code,
    variant_code,
    month_index,
    scale_code,
    estimate,
    service_code,
    infrastructure_model_component_code,
    cost_component,
    price_source_code as source_code,
    allocated_amount as cost_eur
from allocated
