-- One row per check and subject: published users and contributors against the milestones' targets.
-- Never add up values: they are levels at different times.
with thresholds as (
    select *
    from {{ ref('stg_published_user_scale_thresholds') }}
    where milestone_code is not null
),

operations as (
    select *
    from {{ ref('stg_published_monthly_operations') }}
    where line_kind = 'users'
),

milestones as (select * from {{ ref('stg_milestones') }}),

opt_in_rates as (
    select *
    from {{ ref('stg_published_revenue_and_dividends') }}
    where subject = 'opt_in'
),

-- A rate holds until the next one; the uplift comes on top of the last.
stated_rates as (
    select
        milestone_code,
        value_low as rate
    from opt_in_rates
    where
        milestone_code is not null
        and item not like 'uplift%'

    union all

    select
        uplifts.milestone_code,
        uplifts.value_low + max(opt_in_rates.value_low) as rate
    from opt_in_rates as uplifts
    inner join opt_in_rates
        on
            opt_in_rates.milestone_code is not null
            and opt_in_rates.item not like 'uplift%'
    where uplifts.item like 'uplift%'
    group by uplifts.milestone_code, uplifts.value_low
)

select
    'threshold_users' as check_code,
    thresholds.published_user_scale_threshold_code as subject_code,
    thresholds.milestone_code || ' users, scale ' || thresholds.published_user_scale_threshold_code
        as subject,
    thresholds.milestone_code,
    cast(thresholds.user_scale as decimal(18, 6)) as stated_value,
    cast(milestones.target_users as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    'users' as unit,
    'the scale of the milestone has' as stated_phrase,
    'its target is' as recomputed_phrase,
    thresholds.source_code
from thresholds
inner join milestones on thresholds.milestone_code = milestones.milestone_code

union all

select
    'operations_users' as check_code,
    operations.published_monthly_operation_code as subject_code,
    operations.milestone_code || ' users, operations table' as subject,
    operations.milestone_code,
    operations.stated_amount as stated_value,
    cast(milestones.target_users as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    'users' as unit,
    'the operations table has' as stated_phrase,
    'the target is' as recomputed_phrase,
    operations.source_code
from operations
inner join milestones on operations.milestone_code = milestones.milestone_code

union all

select
    'opt_in_contributors' as check_code,
    lower(milestones.milestone_code) as subject_code,
    milestones.milestone_code || ' contributors' as subject,
    milestones.milestone_code,
    cast(milestones.target_contributors as decimal(18, 6)) as stated_value,
    cast({{ product(['stated_rates.rate', 'milestones.target_users']) }} as decimal(18, 6))
        as recomputed_value,
    false as is_rounded,
    'contributors' as unit,
    'the target is' as stated_phrase,
    'the stated opt-in of the target users makes' as recomputed_phrase,
    milestones.source_code
from milestones
inner join stated_rates on milestones.milestone_code = stated_rates.milestone_code
