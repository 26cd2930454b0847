-- One row per milestone of the plan.
select
    milestone_code,
    name,
    sequence,
    phase,
    first_month,
    last_month,
    growth_model_code,
    depends_on_milestone_code,
    target_users,
    target_contributors,
    target_retention,
    source_code
from {{ ref('stg_milestones') }}
