-- The default scenario moves no labor driver: its labor is the budgets of its staffing plan.
with budgets as (
    select
        milestone_code,
        sum(budget_low_eur) as low_eur,
        sum(budget_mid_eur) as mid_eur,
        sum(budget_high_eur) as high_eur
    from {{ ref('labor_budgets') }}
    where
        staffing_plan_code in (
            select scenarios.staffing_plan_code
            from {{ ref('stg_scenarios') }} as scenarios
            where scenarios.is_default
        )
        and milestone_code is not null
    group by milestone_code
),

costs as (
    select milestone_costs.*
    from {{ ref('milestone_costs') }} as milestone_costs
    inner join {{ ref('stg_scenarios') }} as scenarios
        on milestone_costs.scenario_code = scenarios.scenario_code and scenarios.is_default
    where milestone_costs.cost_category = 'labor'
)

select
    costs.milestone_code,
    costs.mid_eur as stated,
    budgets.mid_eur as added_up
from costs
full outer join budgets on costs.milestone_code = budgets.milestone_code
where
    costs.low_eur is distinct from coalesce(budgets.low_eur, 0)
    or costs.mid_eur is distinct from coalesce(budgets.mid_eur, 0)
    or costs.high_eur is distinct from coalesce(budgets.high_eur, 0)
