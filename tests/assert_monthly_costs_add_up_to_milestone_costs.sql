-- Every scenario, milestone and category: the ledger's lines add up to milestone_costs, so that
-- milestones and operations together are the ledger.
with lines as (
    select
        scenario_code,
        milestone_key,
        cost_category,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    where milestone_key <> 'operations'
    group by scenario_code, milestone_key, cost_category
)

select
    milestone_costs.scenario_code,
    milestone_costs.milestone_code,
    milestone_costs.cost_category,
    milestone_costs.cost_eur as stated,
    lines.cost_eur as added_up
from {{ ref('milestone_costs') }} as milestone_costs
full outer join lines
    on
        milestone_costs.scenario_code = lines.scenario_code
        and milestone_costs.milestone_code = lines.milestone_key
        and milestone_costs.cost_category = lines.cost_category
where milestone_costs.cost_eur is distinct from coalesce(lines.cost_eur, 0)
