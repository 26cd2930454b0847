-- One row per published user scale.
select
    trim(scale_code) as scale_code,
    trim(name) as name,
    trim(infrastructure_model_code) as infrastructure_model_code,
    user_count,
    trim(milestone_code) as milestone_code,
    trim(trigger) as trigger,
    trim(source_code) as source_code
from {{ ref('raw_user_scale_thresholds') }}
