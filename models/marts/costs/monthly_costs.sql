-- One row per scenario, month, milestone (or operations), cost category and line, at the scenario's
-- own estimate.
with ledger as (select * from {{ ref('int_cost_ledger') }} where is_own_estimate),

scenarios as (select * from {{ ref('scenarios') }}),

months as (select * from {{ ref('int_months') }})

select
    scenarios.scenario_code,
    ledger.month_index,
    months.month_start,
    ledger.milestone_key,
    ledger.milestone_code,
    ledger.cost_category,
    ledger.line_code,
    ledger.labor_cost_type,
    ledger.cost_component,
    ledger.cost_eur,
    ledger.source_code,
    ledger.is_cash
from ledger
inner join scenarios on ledger.variant_code = scenarios.scenario_code
inner join months on ledger.month_index = months.month_index
