-- One row per check and subject: published users and contributors against the milestones' targets.
-- Never add up values: they are levels at different times.
with milestones as (select * from {{ ref('stg_milestones') }}),

scales as (select * from {{ ref('int_published_scale_costs') }}),

-- A scale of N users serves up to N: the target sits on the smallest that holds it.
target_scales as (
    select
        milestones.milestone_code,
        milestones.target_users,
        min(scales.user_scale) as user_scale
    from milestones
    left join scales on milestones.target_users <= scales.user_scale
    group by milestones.milestone_code, milestones.target_users
),

-- What a user beyond the target costs a month, from the scale of the target to the tied one.
stated_scales as (
    select
        thresholds.*,
        target_scales.target_users,
        case
            when thresholds.user_scale <= target_scales.target_users then 0
            else {{ divide(
                'tied_scales.monthly_amount - needed_scales.monthly_amount',
                'thresholds.user_scale - target_scales.target_users', 10
            ) }}
        end as cost_per_user_beyond
    from {{ ref('stg_published_user_scale_thresholds') }} as thresholds
    inner join target_scales on thresholds.milestone_code = target_scales.milestone_code
    left join scales as tied_scales on thresholds.user_scale = tied_scales.user_scale
    left join scales as needed_scales on target_scales.user_scale = needed_scales.user_scale
)

select
    'threshold_users' as check_code,
    published_user_scale_threshold_code as subject_code,
    milestone_code || ' users, scale ' || published_user_scale_threshold_code as subject,
    milestone_code,
    user_scale as stated_value,
    least(user_scale, target_users) as recomputed_value,
    'users' as unit,
    cost_per_user_beyond as stake_factor,
    currency_code as stake_currency_code,
    source_code
from stated_scales

union all

select
    'operations_users' as check_code,
    operations.published_monthly_operation_code as subject_code,
    operations.milestone_code || ' users, operations table' as subject,
    operations.milestone_code,
    operations.stated_amount as stated_value,
    milestones.target_users as recomputed_value,
    'users' as unit,
    1 as stake_factor,
    cast(null as {{ dbt.type_string() }}) as stake_currency_code,
    operations.source_code
from {{ ref('stg_published_monthly_operations') }} as operations
inner join milestones on operations.milestone_code = milestones.milestone_code
where operations.line_kind = 'users'
