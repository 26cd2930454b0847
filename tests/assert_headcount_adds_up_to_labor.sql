-- Every scenario and month: what the staff of headcount cost is the labor of the ledger.
with headcount as (
    select
        scenario_code,
        month_index,
        sum(cost_eur) as cost_eur
    from {{ ref('headcount') }}
    group by scenario_code, month_index
),

labor as (
    select
        scenario_code,
        month_index,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    where cost_category = 'labor'
    group by scenario_code, month_index
)

select
    headcount.scenario_code,
    headcount.month_index,
    headcount.cost_eur as headcount,
    labor.cost_eur as ledger
from headcount
full outer join labor
    on
        headcount.scenario_code = labor.scenario_code
        and headcount.month_index = labor.month_index
where headcount.cost_eur is distinct from labor.cost_eur
