-- One row per scenario, milestone and cost category, 0 where there is no cost. low, mid and high
-- are estimates of the same cost and cost_eur is the scenario's own: never add them up.
select
    scenario_code,
    milestone_code,
    cost_category,
    low_eur,
    mid_eur,
    high_eur,
    cost_eur
from {{ ref('int_milestone_costs') }}
