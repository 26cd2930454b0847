-- One row per check and subject: what monthly operations of a milestone leave out of those of the
-- milestone before. Never add up values: a dropped base returns in total, net and ratio.
with operations as (select * from {{ ref('stg_published_monthly_operations') }}),

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
    from {{ ref('stg_milestones') }} as milestones
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

shared_revenue as (
    select value_low as platform_share
    from {{ ref('stg_published_revenue_and_dividends') }}
    where subject = 'dividend_policy' and item = 'platform_share'
),

carried_totals as (
    select
        based_totals.*,
        based_totals.stated_total - based_totals.base + based_totals.total_before
            as carried_total,
        {{ product(['based_totals.revenue', 'shared_revenue.platform_share']) }}
            as revenue_of_platform
    from based_totals
    cross join shared_revenue
),

support_rates as (
    select max(hourly_rate) as hourly_rate
    from {{ ref('stg_published_personnel_lines') }}
    where role_title like 'Support%'
)

-- A milestone without one of the two figures is not checked.
{% for check_code, subject, stated_value, recomputed_value in [
    ('operations_base', 'base of monthly operations', 'base', 'total_before'),
    ('operations_carried', 'monthly operations', 'stated_total', 'carried_total'),
    ('net_carried', 'monthly revenue less operations', 'stated_net', 'revenue - carried_total'),
    ('net_after_dividend', 'monthly revenue less operations', 'stated_net',
        'revenue_of_platform - stated_total'),
] %}
    select
        '{{ check_code }}' as check_code,
        lower(milestone_code) as subject_code,
        milestone_code || ' {{ subject }}' as subject,
        milestone_code,
        {{ stated_value }} as stated_value,
        {{ recomputed_value }} as recomputed_value,
        currency_code || ' per month' as unit,
        source_code
    from carried_totals
    where {{ stated_value }} + {{ recomputed_value }} is not null

    union all
{% endfor %}

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
    targets.currency_code || ' per user and month' as unit,
    targets.source_code
from carried_totals
inner join {{ ref('stg_published_milestone_targets') }} as targets
    on carried_totals.milestone_code = targets.milestone_code
where carried_totals.carried_total is not null

union all

select
    'support_staff' as check_code,
    operations.published_monthly_operation_code as subject_code,
    operations.milestone_code || ' ' || operations.item as subject,
    operations.milestone_code,
    operations.stated_amount as stated_value,
    {{ product([
        'operations.quantity', 'support_rates.hourly_rate', 'constants.standard_hours_per_fte_month',
    ]) }} as recomputed_value,
    operations.currency_code || ' per month' as unit,
    operations.source_code
from operations
cross join support_rates
cross join {{ ref('int_planning_constants') }} as constants
where
    operations.quantity_unit = 'FTE'
    and operations.item like 'Support%'
