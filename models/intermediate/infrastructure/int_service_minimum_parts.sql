-- One row per load, estimate and infrastructure component of a service with a minimum bill: its
-- part of what the minimum adds, in proportion to the component's cost, or to its quantity where
-- all of them cost 0.
{% set whole = [
    'load_code', 'variant_code', 'month_index', 'scale_code', 'estimate', 'service_minimum_code',
    'service_minimum_key', 'source_code',
] %}
with minimum_costs as (select * from {{ ref('int_service_minimum_costs') }} where cost_eur > 0),

services as (select * from {{ ref('stg_services') }}),

component_costs as (select * from {{ ref('int_infrastructure_component_costs') }}),

quantities as (select * from {{ ref('int_infrastructure_quantities') }}),

parts as (
    select
        minimum_costs.*,
        component_costs.service_code,
        component_costs.infrastructure_model_component_code,
        component_costs.cost_component,
        case
            when minimum_costs.billed_eur = 0 then quantities.quantity
            else component_costs.cost_eur
        end as split_weight
    from minimum_costs
    inner join services on minimum_costs.service_minimum_code = services.service_minimum_code
    inner join component_costs
        on
            minimum_costs.load_code = component_costs.load_code
            and minimum_costs.estimate = component_costs.estimate
            and services.service_code = component_costs.service_code
    inner join quantities
        on
            component_costs.load_code = quantities.load_code
            and component_costs.infrastructure_model_component_code
            = quantities.infrastructure_model_component_code
),

allocated as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'split_weight', whole,
        ['infrastructure_model_component_code', 'service_code', 'cost_component'],
        [byte_order('infrastructure_model_component_code')]
    ) }}
)

select
    {{ whole | join(',\n    ') }},
    infrastructure_model_component_code,
    service_code,
    cost_component,
    allocated_amount as cost_eur
from allocated
