-- One row per scenario, milestone (or operations), kind of source and confidence. Never add up
-- share_of_cost over milestones: each share is of its own milestone's cost.
with priced_inputs as (select * from {{ ref('figure_inputs') }} where role = 'priced'),

costs as (
    select
        scenario_code,
        milestone_key,
        source_kind_code,
        confidence,
        cast(sum(amount_eur) as decimal(18, 2)) as cost_eur,
        cast(sum(backfilled_amount_eur) as decimal(18, 2)) as backfilled_cost_eur
    from priced_inputs
    group by scenario_code, milestone_key, source_kind_code, confidence
),

totals as (
    select
        scenario_code,
        milestone_key,
        cast(sum(cost_eur) as decimal(18, 2)) as total_cost_eur
    from costs
    group by scenario_code, milestone_key
)

select
    costs.scenario_code,
    costs.milestone_key,
    costs.source_kind_code,
    costs.confidence,
    costs.cost_eur,
    {{ divide('costs.cost_eur', 'totals.total_cost_eur', 6, 9) }} as share_of_cost,
    costs.backfilled_cost_eur
from costs
inner join totals
    on
        costs.scenario_code = totals.scenario_code
        and costs.milestone_key = totals.milestone_key
