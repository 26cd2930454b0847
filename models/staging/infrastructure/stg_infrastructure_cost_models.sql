-- One row per published scale: the architecture that serves a range of active users.
select
    trim(infrastructure_model_code) as infrastructure_model_code,
    trim(name) as name,
    user_scale_min,
    user_scale_max,
    trim(architecture_type) as architecture_type,
    trim(source_code) as source_code
from {{ ref('raw_infrastructure_cost_models') }}
