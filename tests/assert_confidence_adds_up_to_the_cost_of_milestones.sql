-- Every scenario and milestone (or operations): the parts by source add up to the cost.
with parts as (
    select
        scenario_code,
        milestone_key,
        sum(cost_eur) as cost_eur
    from {{ ref('cost_confidence') }}
    group by scenario_code, milestone_key
),

costs as (
    select
        scenario_code,
        milestone_code as milestone_key,
        sum(cost_eur) as cost_eur
    from {{ ref('milestone_costs') }}
    group by scenario_code, milestone_code

    union all

    select
        scenario_code,
        milestone_key,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    where milestone_key = 'operations'
    group by scenario_code, milestone_key
)

select
    costs.scenario_code,
    costs.milestone_key,
    parts.milestone_key as milestone_of_parts,
    costs.cost_eur,
    parts.cost_eur as added_up
from costs
full outer join parts
    on
        costs.scenario_code = parts.scenario_code
        and costs.milestone_key = parts.milestone_key
-- A milestone after the horizon costs 0 and has no parts.
where coalesce(costs.cost_eur, 0) <> coalesce(parts.cost_eur, 0)
