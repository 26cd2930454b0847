-- One row per check and subject: published users and contributors against the milestones' targets.
-- Never add up values: they are levels at different times.
with milestones as (select * from {{ ref('stg_milestones') }})

select
    'threshold_users' as check_code,
    thresholds.published_user_scale_threshold_code as subject_code,
    thresholds.milestone_code || ' users, scale ' || thresholds.published_user_scale_threshold_code
        as subject,
    thresholds.milestone_code,
    thresholds.user_scale as stated_value,
    least(thresholds.user_scale, milestones.target_users) as recomputed_value,
    'users' as unit,
    thresholds.source_code
from {{ ref('stg_published_user_scale_thresholds') }} as thresholds
inner join milestones on thresholds.milestone_code = milestones.milestone_code

union all

select
    'operations_users' as check_code,
    operations.published_monthly_operation_code as subject_code,
    operations.milestone_code || ' users, operations table' as subject,
    operations.milestone_code,
    operations.stated_amount as stated_value,
    milestones.target_users as recomputed_value,
    'users' as unit,
    operations.source_code
from {{ ref('stg_published_monthly_operations') }} as operations
inner join milestones on operations.milestone_code = milestones.milestone_code
where operations.line_kind = 'users'
