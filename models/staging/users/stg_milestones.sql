-- One row per milestone of the plan.
select
    trim(milestone_code) as milestone_code,
    trim(name) as name,
    sequence,
    trim(phase) as phase,
    first_month,
    last_month,
    trim(growth_model_code) as growth_model_code,
    trim(depends_on_milestone_code) as depends_on_milestone_code,
    target_users,
    target_contributors,
    target_retention,
    trim(source_code) as source_code
from {{ ref('raw_milestones') }}
