-- Every labor budget is the sum of its allocations, low, mid and high, and has at least one.
with allocations as (
    select
        labor_budget_code,
        sum(fte_months) as fte_months,
        sum(cost_low_eur) as cost_low_eur,
        sum(cost_mid_eur) as cost_mid_eur,
        sum(cost_high_eur) as cost_high_eur
    from {{ ref('milestone_team_allocations') }}
    group by labor_budget_code
)

select
    budgets.labor_budget_code,
    budgets.budget_mid_eur,
    allocations.cost_mid_eur
from {{ ref('labor_budgets') }} as budgets
full outer join allocations on budgets.labor_budget_code = allocations.labor_budget_code
where
    budgets.fte_months is distinct from allocations.fte_months
    or budgets.budget_low_eur is distinct from allocations.cost_low_eur
    or budgets.budget_mid_eur is distinct from allocations.cost_mid_eur
    or budgets.budget_high_eur is distinct from allocations.cost_high_eur
