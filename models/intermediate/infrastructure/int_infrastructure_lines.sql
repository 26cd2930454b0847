-- One row per load, estimate, infrastructure component and kind of price: the component's part of
-- its service's bill, and its part of the minimum that the service shares with others.
select
    load_code,
    variant_code,
    month_index,
    scale_code,
    estimate,
    infrastructure_model_component_code as line_code,
    infrastructure_model_component_code,
    service_code,
    cost_component,
    'raw_service_pricing_tiers' as price_seed,
    service_code as price_key,
    source_code,
    cost_eur
from {{ ref('int_infrastructure_component_costs') }}

union all

select
    load_code,
    variant_code,
    month_index,
    scale_code,
    estimate,
    infrastructure_model_component_code || ':minimum' as line_code,
    infrastructure_model_component_code,
    service_code,
    cost_component,
    'raw_service_minimums' as price_seed,
    service_minimum_key as price_key,
    source_code,
    cost_eur
from {{ ref('int_service_minimum_parts') }}
