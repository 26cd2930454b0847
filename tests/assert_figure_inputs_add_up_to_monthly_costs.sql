-- Every scenario, milestone (or operations), category and line: the priced inputs add up to
-- monthly_costs.
with inputs as (
    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code,
        sum(amount_eur) as amount_eur
    from {{ ref('figure_inputs') }}
    where role = 'priced'
    group by scenario_code, milestone_key, cost_category, line_code
),

costs as (
    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    group by scenario_code, milestone_key, cost_category, line_code
)

select
    costs.scenario_code,
    costs.milestone_key,
    costs.cost_category,
    costs.line_code,
    inputs.line_code as line_of_inputs,
    costs.cost_eur,
    inputs.amount_eur
from costs
full outer join inputs
    on
        costs.scenario_code = inputs.scenario_code
        and costs.milestone_key = inputs.milestone_key
        and costs.cost_category = inputs.cost_category
        and costs.line_code = inputs.line_code
where costs.cost_eur is distinct from inputs.amount_eur
