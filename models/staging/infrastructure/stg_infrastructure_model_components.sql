-- One row per infrastructure model, component and service.
select
    trim(infrastructure_model_component_code) as infrastructure_model_component_code,
    trim(infrastructure_model_code) as infrastructure_model_code,
    trim(component) as component,
    trim(service_code) as service_code,
    quantity_fixed,
    quantity_per_active_user,
    trim(cost_component) as cost_component,
    trim(applies_from) as applies_from,
    trim(source_code) as source_code
from {{ ref('raw_infrastructure_model_components') }}
