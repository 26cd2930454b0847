-- Every scenario and month: milestones and operations together are the company's total cost.
with lines as (
    select
        scenario_code,
        month_index,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    group by scenario_code, month_index
)

select
    economics.scenario_code,
    economics.month_index,
    economics.total_cost_eur as stated,
    lines.cost_eur as added_up
from {{ ref('unit_economics_monthly') }} as economics
full outer join lines
    on
        economics.scenario_code = lines.scenario_code
        and economics.month_index = lines.month_index
where economics.total_cost_eur is distinct from coalesce(lines.cost_eur, 0)
