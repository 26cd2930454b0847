-- One row per scenario, country and kind of overhead: what running a company there costs over all
-- months.
with overhead_costs as (select * from {{ ref('stg_overhead_costs') }}),

costs as (
    select
        scenario_code,
        line_code,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    where cost_category = 'overhead'
    group by scenario_code, line_code
)

select
    costs.scenario_code,
    overhead_costs.country_code,
    overhead_costs.overhead_type,
    cast(count(*) as integer) as number_of_lines,
    cast(sum(costs.cost_eur) as decimal(18, 2)) as cost_eur,
    cast(
        sum(case when overhead_costs.is_recurring then costs.cost_eur else 0 end)
        as decimal(18, 2)
    ) as recurring_cost_eur
from costs
inner join overhead_costs on costs.line_code = overhead_costs.overhead_cost_code
group by costs.scenario_code, overhead_costs.country_code, overhead_costs.overhead_type
