-- One row per check and subject: what monthly operations of a milestone leave out of those of the
-- milestone before. Never add up values: a dropped base returns in total, net and ratio.
with operations as (select * from {{ ref('stg_published_monthly_operations') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

personnel_lines as (select * from {{ ref('stg_published_personnel_lines') }}),

revenue_and_dividends as (select * from {{ ref('stg_published_revenue_and_dividends') }}),

standard_hours as (
    select value_number as hours_per_fte_month
    from {{ ref('stg_assumptions') }}
    where assumption_code = 'standard_hours_per_fte_month'
),

-- The platform line at the top of a table stands for all operations of the milestone before.
monthly_totals as (
    select
        milestones.milestone_code,
        milestones.sequence,
        milestones.target_users,
        max(case
            when operations.line_number = 1 and operations.item like 'Platform%'
                then operations.stated_amount
        end) as stated_base,
        max(case
            when operations.section = 'operations' and operations.line_kind = 'total'
                then operations.stated_amount
        end) as stated_total,
        sum(case when operations.line_kind = 'revenue' then operations.stated_amount end)
            as revenue,
        max(case
            when operations.section = 'revenue' and operations.line_kind = 'net'
                then operations.stated_amount
        end) as stated_net,
        max(operations.currency_code) as currency_code,
        max(operations.source_code) as source_code
    from milestones
    inner join operations on milestones.milestone_code = operations.milestone_code
    group by milestones.milestone_code, milestones.sequence, milestones.target_users
),

ordered_totals as (
    select
        *,
        lag(stated_total) over (order by sequence) as total_before,
        lag(target_users) over (order by sequence) as users_before
    from monthly_totals
),

-- More users at a lower total: the table holds only what is new, and its base is missing.
based_totals as (
    select
        *,
        case
            when stated_base is not null then stated_base
            when stated_total < total_before and target_users >= users_before then 0
        end as base
    from ordered_totals
),

carried_totals as (
    select
        *,
        stated_total - base + total_before as carried_total
    from based_totals
    where base is not null
),

targets as (select * from {{ ref('stg_published_milestone_targets') }}),

shared_revenue as (
    select value_low as platform_share
    from revenue_and_dividends
    where subject = 'dividend_policy' and item = 'platform_share'
),

support_rates as (
    select max(hourly_rate) as hourly_rate
    from personnel_lines
    where role_title like 'Support%'
)

select
    'operations_base' as check_code,
    lower(milestone_code) as subject_code,
    milestone_code || ' base of monthly operations' as subject,
    milestone_code,
    cast(base as decimal(18, 6)) as stated_value,
    cast(total_before as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    currency_code || ' per month' as unit,
    'the table starts from' as stated_phrase,
    'the milestone before ends with' as recomputed_phrase,
    source_code
from carried_totals

union all

select
    'operations_carried' as check_code,
    lower(milestone_code) as subject_code,
    milestone_code || ' monthly operations' as subject,
    milestone_code,
    cast(stated_total as decimal(18, 6)) as stated_value,
    cast(carried_total as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    currency_code || ' per month' as unit,
    'the plan states' as stated_phrase,
    'with all operations of the milestone before they are' as recomputed_phrase,
    source_code
from carried_totals

union all

select
    'net_carried' as check_code,
    lower(milestone_code) as subject_code,
    milestone_code || ' monthly revenue less operations' as subject,
    milestone_code,
    cast(stated_net as decimal(18, 6)) as stated_value,
    cast(revenue - carried_total as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    currency_code || ' per month' as unit,
    'the plan states' as stated_phrase,
    'with all operations of the milestone before it is' as recomputed_phrase,
    source_code
from carried_totals
where stated_net is not null

union all

select
    'cost_per_user_carried' as check_code,
    lower(carried_totals.milestone_code) as subject_code,
    carried_totals.milestone_code || ' cost per user' as subject,
    carried_totals.milestone_code,
    targets.published_cost_per_user as stated_value,
    {{ divide(
        'carried_totals.carried_total - coalesce(carried_totals.revenue, 0)',
        'carried_totals.target_users'
    ) }} as recomputed_value,
    true as is_rounded,
    targets.currency_code || ' per user and month' as unit,
    'the plan states' as stated_phrase,
    'with all operations of the milestone before it is' as recomputed_phrase,
    targets.source_code
from carried_totals
inner join targets on carried_totals.milestone_code = targets.milestone_code

union all

select
    'net_after_dividend' as check_code,
    lower(monthly_totals.milestone_code) as subject_code,
    monthly_totals.milestone_code || ' monthly revenue less operations' as subject,
    monthly_totals.milestone_code,
    cast(monthly_totals.stated_net as decimal(18, 6)) as stated_value,
    cast(
        {{ product(['monthly_totals.revenue', 'shared_revenue.platform_share']) }}
        - monthly_totals.stated_total as decimal(18, 6)
    ) as recomputed_value,
    false as is_rounded,
    monthly_totals.currency_code || ' per month' as unit,
    'the plan states' as stated_phrase,
    'with only the platform share of revenue it is' as recomputed_phrase,
    monthly_totals.source_code
from monthly_totals
cross join shared_revenue
where monthly_totals.stated_net is not null

union all

select
    'support_staff' as check_code,
    operations.published_monthly_operation_code as subject_code,
    operations.milestone_code || ' ' || operations.item as subject,
    operations.milestone_code,
    operations.stated_amount as stated_value,
    cast({{ product([
        'operations.quantity', 'support_rates.hourly_rate', 'standard_hours.hours_per_fte_month',
    ]) }} as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    operations.currency_code || ' per month' as unit,
    'the plan states' as stated_phrase,
    'its FTE at the support rate of the staff table cost' as recomputed_phrase,
    operations.source_code
from operations
cross join support_rates
cross join standard_hours
where
    operations.quantity_unit = 'FTE'
    and operations.item like 'Support%'
