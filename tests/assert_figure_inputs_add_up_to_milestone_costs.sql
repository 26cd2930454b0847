-- Every scenario, milestone and category: the priced inputs add up to milestone_costs.
with inputs as (
    select
        scenario_code,
        milestone_key,
        cost_category,
        sum(amount_eur) as amount_eur
    from {{ ref('figure_inputs') }}
    where role = 'priced' and milestone_key <> 'operations'
    group by scenario_code, milestone_key, cost_category
),

costs as (
    -- A category without cost has a row of 0 and no input.
    select *
    from {{ ref('milestone_costs') }}
    where cost_eur <> 0
)

select
    costs.scenario_code,
    costs.milestone_code,
    costs.cost_category,
    inputs.scenario_code as scenario_of_inputs,
    inputs.milestone_key,
    inputs.cost_category as category_of_inputs,
    costs.cost_eur,
    inputs.amount_eur
from costs
full outer join inputs
    on
        costs.scenario_code = inputs.scenario_code
        and costs.milestone_code = inputs.milestone_key
        and costs.cost_category = inputs.cost_category
where costs.cost_eur is distinct from inputs.amount_eur
