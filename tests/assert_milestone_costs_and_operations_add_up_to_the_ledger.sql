-- Every scenario: milestone_costs + operations = monthly_costs, to the cent.
with milestone_totals as (
    select
        scenario_code,
        sum(cost_eur) as cost_eur
    from {{ ref('milestone_costs') }}
    group by scenario_code
),

operations as (
    select
        scenario_code,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    where milestone_key = 'operations'
    group by scenario_code
),

ledger as (
    select
        scenario_code,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    group by scenario_code
)

select
    ledger.scenario_code,
    ledger.cost_eur as ledger,
    milestone_totals.cost_eur as milestones,
    operations.cost_eur as operations
from ledger
full outer join milestone_totals on ledger.scenario_code = milestone_totals.scenario_code
full outer join operations on ledger.scenario_code = operations.scenario_code
where ledger.cost_eur is distinct from milestone_totals.cost_eur + operations.cost_eur
