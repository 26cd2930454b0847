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

-- A milestone without a base starts anew; each one after it adds what is its own.
runs as (
    select
        *,
        sum(case when base is null then 1 else 0 end) over (order by sequence) as run
    from based_totals
),

run_totals as (
    select
        *,
        sum(stated_total - coalesce(base, 0)) over (partition by run order by sequence)
            as run_total
    from runs
),

carried_totals as (
    select
        milestone_code,
        sequence,
        target_users,
        base,
        stated_total,
        revenue,
        stated_net,
        currency_code,
        source_code,
        case when base is not null then run_total end as carried_total,
        lag(run_total) over (order by sequence) as carried_before
    from run_totals
)

-- A milestone without one of the two figures is not checked.
{% for check_code, subject, stated_value, recomputed_value in [
    ('operations_base', 'base of monthly operations', 'base', 'carried_before'),
    ('operations_carried', 'monthly operations', 'stated_total', 'carried_total'),
    ('net_carried', 'monthly revenue less operations', 'stated_net', 'revenue - carried_total'),
] %}
    select
        '{{ check_code }}' as check_code,
        lower(milestone_code) as subject_code,
        milestone_code || ' {{ subject }}' as subject,
        milestone_code,
        {{ stated_value }} as stated_value,
        {{ recomputed_value }} as recomputed_value,
        currency_code || ' per month' as unit,
        1 as stake_factor,
        currency_code as stake_currency_code,
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
    1 as stake_factor,
    targets.currency_code as stake_currency_code,
    targets.source_code
from carried_totals
inner join {{ ref('stg_published_milestone_targets') }} as targets
    on carried_totals.milestone_code = targets.milestone_code
where carried_totals.carried_total is not null
