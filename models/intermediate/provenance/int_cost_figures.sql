-- One row per named scenario, month, milestone (or operations), cost category and line: the cost
-- that is published, at the scenario's own estimate.
with ledger as (select * from {{ ref('int_cost_ledger') }} where is_own_estimate),

variants as (select * from {{ ref('int_scenario_variants') }} where is_named)

select
    ledger.scenario_code,
    ledger.estimate,
    ledger.month_index,
    ledger.milestone_key,
    ledger.cost_category,
    ledger.line_code,
    ledger.is_cash,
    ledger.cost_eur
from ledger
inner join variants on ledger.scenario_code = variants.scenario_code
