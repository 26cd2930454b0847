-- One row per check and subject: published users and contributors against the milestones' targets.
-- Never add up values: they are levels at different times.
with milestones as (select * from {{ ref('stg_milestones') }}),

-- A rate holds until the next one; the uplift comes on top of the last.
stated_rates as (
    select
        milestone_code,
        value_low + case
            when item like 'uplift%'
                then max(case when item not like 'uplift%' then value_low end) over ()
            else 0
        end as rate
    from {{ ref('stg_published_revenue_and_dividends') }}
    where
        subject = 'opt_in'
        and milestone_code is not null
)

select
    'threshold_users' as check_code,
    thresholds.published_user_scale_threshold_code as subject_code,
    thresholds.milestone_code || ' users, scale ' || thresholds.published_user_scale_threshold_code
        as subject,
    thresholds.milestone_code,
    thresholds.user_scale as stated_value,
    milestones.target_users as recomputed_value,
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

union all

select
    'opt_in_contributors' as check_code,
    lower(milestones.milestone_code) as subject_code,
    milestones.milestone_code || ' contributors' as subject,
    milestones.milestone_code,
    milestones.target_contributors as stated_value,
    {{ product(['stated_rates.rate', 'milestones.target_users']) }} as recomputed_value,
    'contributors' as unit,
    milestones.source_code
from milestones
inner join stated_rates on milestones.milestone_code = stated_rates.milestone_code
