-- One row per check and subject of the hiring plan: stated cost against months, and people who
-- stand in two milestones at once. Never add up values: checks look at the same people.
{% set staffing_plan_code = 'mediterranean' %}
with hiring_costs as (select * from {{ ref('stg_published_hiring_costs') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

-- A role of the plan counts once a month, however many milestones list it.
role_months as (
    select
        months.month_index,
        aliases.role_code,
        hiring_plan.milestone_code,
        max(hiring_plan.source_code) as source_code,
        sum(hiring_plan.fte) as fte
    from {{ ref('stg_published_hiring_plan') }} as hiring_plan
    inner join {{ ref('stg_role_aliases') }} as aliases
        on
            hiring_plan.role_title = aliases.published_title
            and aliases.staffing_plan_code = '{{ staffing_plan_code }}'
    inner join milestones on hiring_plan.milestone_code = milestones.milestone_code
    inner join {{ ref('int_calendar_months') }} as months
        on months.month_index between milestones.first_month and milestones.last_month
    group by months.month_index, aliases.role_code, hiring_plan.milestone_code
),

people_months as (
    select
        month_index,
        role_code,
        max(source_code) as source_code,
        sum(fte) as paid_fte,
        max(fte) as needed_fte
    from role_months
    group by month_index, role_code
),

staff_months as (
    select
        sum(paid_fte) as paid_fte,
        sum(needed_fte) as needed_fte,
        max(source_code) as source_code
    from people_months
    having count(*) > 0
),

-- What the plan's own staff costs at budgeted pay, by the milestones that pay it.
role_costs as (
    select
        costs.month_index,
        allocations.role_code,
        allocations.milestone_code,
        sum(costs.cost_eur) as cost_eur
    from {{ ref('int_labor_costs') }} as costs
    inner join {{ ref('int_team_allocations') }} as allocations
        on costs.allocation_code = allocations.allocation_code
    where
        allocations.staffing_plan_code = '{{ staffing_plan_code }}'
        and costs.is_budget
        and costs.estimate = 'mid'
    group by costs.month_index, allocations.role_code, allocations.milestone_code
),

people_costs as (
    select
        month_index,
        role_code,
        sum(cost_eur) - max(cost_eur) as repeated_cost_eur
    from role_costs
    group by month_index, role_code
),

repeated_costs as (
    select coalesce(sum(repeated_cost_eur), 0) as repeated_cost_eur
    from people_costs
)

select
    'hiring_total' as check_code,
    hiring_costs.published_hiring_cost_code as subject_code,
    hiring_costs.milestone_code || ' hiring plan, ' || hiring_costs.estimate as subject,
    hiring_costs.milestone_code,
    hiring_costs.total_amount as stated_value,
    hiring_costs.monthly_amount * (milestones.last_month - milestones.first_month + 1)
        as recomputed_value,
    hiring_costs.currency_code as unit,
    1 as stake_factor,
    hiring_costs.currency_code as stake_currency_code,
    hiring_costs.source_code
from hiring_costs
inner join milestones on hiring_costs.milestone_code = milestones.milestone_code

union all

select
    'hiring_overlap' as check_code,
    'program-mid' as subject_code,
    'Hiring plan, all milestones' as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    staff_months.paid_fte as stated_value,
    staff_months.needed_fte as recomputed_value,
    'FTE-months' as unit,
    coalesce({{ divide(
        'repeated_costs.repeated_cost_eur', 'staff_months.paid_fte - staff_months.needed_fte', 10
    ) }}, 0) as stake_factor,
    '{{ var("reporting_currency") }}' as stake_currency_code,
    staff_months.source_code
from staff_months
cross join repeated_costs
