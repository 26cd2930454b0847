-- Every scenario and month: labor by budget is the labor of the ledger.
with forecasts as (
    select
        scenario_code,
        month_index,
        milestone_key,
        sum(cost_eur) as cost_eur
    from {{ ref('labor_cost_forecasts') }}
    group by scenario_code, month_index, milestone_key
),

ledger as (
    select
        scenario_code,
        month_index,
        milestone_key,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    where cost_category = 'labor'
    group by scenario_code, month_index, milestone_key
)

select
    forecasts.scenario_code,
    forecasts.month_index,
    forecasts.cost_eur as forecast,
    ledger.cost_eur as ledger
from forecasts
full outer join ledger
    on
        forecasts.scenario_code = ledger.scenario_code
        and forecasts.month_index = ledger.month_index
        and forecasts.milestone_key = ledger.milestone_key
where forecasts.cost_eur is distinct from ledger.cost_eur
