-- One row per staffing plan, milestone (or operations) and salary benchmark, at drivers 1. Low, mid
-- and high are estimates of the same budget: never add them up.
select
    labor_budget_code,
    staffing_plan_code,
    milestone_code,
    milestone_key,
    salary_benchmark_code,
    cast(sum(fte_months) as decimal(18, 6)) as fte_months,
    cast(sum(cost_low_eur) as decimal(18, 2)) as budget_low_eur,
    cast(sum(cost_mid_eur) as decimal(18, 2)) as budget_mid_eur,
    cast(sum(cost_high_eur) as decimal(18, 2)) as budget_high_eur
from {{ ref('milestone_team_allocations') }}
group by labor_budget_code, staffing_plan_code, milestone_code, milestone_key, salary_benchmark_code
