-- Every scenario, month, milestone (or operations), category and line: the priced inputs add up to
-- monthly_costs.
with inputs as (
    select
        scenario_code,
        month_index,
        milestone_key,
        cost_category,
        line_code,
        sum(amount_eur) as amount_eur
    from {{ ref('figure_inputs') }}
    where role = 'priced'
    group by scenario_code, month_index, milestone_key, cost_category, line_code
)

select
    costs.scenario_code,
    costs.month_index,
    costs.milestone_key,
    costs.cost_category,
    costs.line_code,
    inputs.line_code as line_of_inputs,
    costs.cost_eur,
    inputs.amount_eur
from {{ ref('monthly_costs') }} as costs
full outer join inputs
    on
        costs.scenario_code = inputs.scenario_code
        and costs.month_index = inputs.month_index
        and costs.milestone_key = inputs.milestone_key
        and costs.cost_category = inputs.cost_category
        and costs.line_code = inputs.line_code
where costs.cost_eur is distinct from inputs.amount_eur
