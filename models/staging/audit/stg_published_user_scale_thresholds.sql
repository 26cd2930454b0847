-- One row per published user scale threshold.
select
    trim(published_user_scale_threshold_code) as published_user_scale_threshold_code,
    user_scale,
    typical_months,
    trim(focus) as focus,
    trim(redundancy) as redundancy,
    fixed_cost_share,
    variable_cost_per_user,
    trim(currency_code) as currency_code,
    trim(milestone_code) as milestone_code,
    trim(source_code) as source_code
from {{ ref('raw_published_user_scale_thresholds') }}
