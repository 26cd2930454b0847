-- One row per staffing plan, milestone (or operations) and salary benchmark, at drivers 1. Low, mid
-- and high are estimates of the same budget: never add them up.
with allocations as (select * from {{ ref('int_team_allocations') }}),

costs as (select * from {{ ref('int_labor_costs') }} where is_budget),

efforts as (
    select
        labor_budget_code,
        staffing_plan_code,
        milestone_code,
        milestone_key,
        salary_benchmark_code,
        cast(sum(fte_months) as decimal(18, 6)) as fte_months
    from allocations
    group by
        labor_budget_code, staffing_plan_code, milestone_code, milestone_key, salary_benchmark_code
),

budgets as (
    select
        {% for estimate in ['low', 'mid', 'high'] -%}
            cast(
                sum(case when costs.estimate = '{{ estimate }}' then costs.cost_eur end)
                as decimal(18, 2)
            ) as budget_{{ estimate }}_eur,
        {% endfor -%}
        allocations.labor_budget_code
    from allocations
    inner join costs on allocations.allocation_code = costs.allocation_code
    group by allocations.labor_budget_code
)

select
    efforts.labor_budget_code,
    efforts.staffing_plan_code,
    efforts.milestone_code,
    efforts.milestone_key,
    efforts.salary_benchmark_code,
    efforts.fte_months,
    budgets.budget_low_eur,
    budgets.budget_mid_eur,
    budgets.budget_high_eur
from efforts
inner join budgets on efforts.labor_budget_code = budgets.labor_budget_code
