-- One row per scenario variant, estimate, month and infrastructure component: its part of its
-- service's bill.
with service_costs as (select * from {{ ref('int_infrastructure_service_costs') }}),

quantities as (select * from {{ ref('int_infrastructure_quantities') }}),

parts as (
    select
        service_costs.scenario_code,
        service_costs.estimate,
        service_costs.month_index,
        service_costs.service_code,
        service_costs.cost_eur,
        quantities.infrastructure_model_component_code,
        quantities.quantity
    from service_costs
    inner join quantities
        on
            service_costs.scenario_code = quantities.scenario_code
            and service_costs.month_index = quantities.month_index
            and service_costs.service_code = quantities.service_code
            and quantities.quantity > 0
),

allocated as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'quantity', ['scenario_code', 'estimate', 'month_index', 'service_code'],
        ['infrastructure_model_component_code'], [byte_order('infrastructure_model_component_code')]
    ) }}
)

select
    allocated.scenario_code,
    allocated.estimate,
    allocated.month_index,
    allocated.service_code,
    allocated.infrastructure_model_component_code,
    quantities.infrastructure_model_code,
    quantities.cost_component,
    service_costs.price_source_code as source_code,
    allocated.allocated_amount as cost_eur
from allocated
inner join quantities
    on
        allocated.scenario_code = quantities.scenario_code
        and allocated.month_index = quantities.month_index
        and allocated.infrastructure_model_component_code
        = quantities.infrastructure_model_component_code
inner join service_costs
    on
        allocated.scenario_code = service_costs.scenario_code
        and allocated.estimate = service_costs.estimate
        and allocated.month_index = service_costs.month_index
        and allocated.service_code = service_costs.service_code
