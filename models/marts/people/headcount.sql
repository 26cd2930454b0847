-- One row per scenario, month, role, location and employment type: staff at work and what they cost
-- loaded, severance accrual included. FTE is a stock: never add it up over months.
with scenarios as (select * from {{ ref('scenarios') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

labor_cases as (select * from {{ ref('int_labor_cost_cases') }}),

positions as (select * from {{ ref('int_positions') }}),

allocations as (select * from {{ ref('int_team_allocations') }}),

months as (select * from {{ ref('int_months') }}),

position_costs as (
    select
        costs.labor_case_code,
        costs.estimate,
        costs.month_index,
        allocations.position_code,
        sum(costs.cost_eur) as cost_eur
    from {{ ref('int_labor_costs') }} as costs
    inner join allocations on costs.allocation_code = allocations.allocation_code
    group by
        costs.labor_case_code, costs.estimate, costs.month_index, allocations.position_code
)

select
    scenarios.scenario_code,
    position_costs.month_index,
    months.month_start,
    positions.role_code,
    positions.location_code,
    positions.employment_type,
    cast(
        sum({{ product(['positions.fte', 'variants.headcount']) }}) as decimal(18, 6)
    ) as fte,
    cast(sum(position_costs.cost_eur) as decimal(18, 2)) as cost_eur
from scenarios
inner join variants on scenarios.scenario_code = variants.variant_code
inner join labor_cases on variants.variant_code = labor_cases.variant_code
inner join position_costs
    on
        labor_cases.labor_case_code = position_costs.labor_case_code
        and variants.estimate = position_costs.estimate
inner join positions on position_costs.position_code = positions.position_code
inner join months on position_costs.month_index = months.month_index
group by
    scenarios.scenario_code,
    position_costs.month_index,
    months.month_start,
    positions.role_code,
    positions.location_code,
    positions.employment_type
