-- One row per cost line of the default scenario over all months, the largest first.
select
    costs.cost_category,
    costs.line_code,
    sum(costs.cost_eur) as cost_eur
from {{ ref('monthly_costs') }} as costs
inner join {{ ref('scenarios') }} as scenarios
    on costs.scenario_code = scenarios.scenario_code and scenarios.is_default
group by costs.cost_category, costs.line_code
order by cost_eur desc, costs.line_code asc
