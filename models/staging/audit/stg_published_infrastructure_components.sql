-- One row per published user scale and infrastructure component: never add totals to components.
select
    trim(published_infrastructure_component_code) as published_infrastructure_component_code,
    user_scale,
    trim(stage) as stage,
    line_number,
    trim(component) as component,
    trim(provider) as provider,
    trim(specification) as specification,
    monthly_amount,
    trim(currency_code) as currency_code,
    is_stated_total,
    trim(source_code) as source_code
from {{ ref('raw_published_infrastructure_components') }}
