-- One row per scenario, month and labor budget, at the scenario's own estimate.
with variants as (select * from {{ ref('int_scenario_variants') }} where is_named),

labor_cases as (select * from {{ ref('int_labor_cost_cases') }}),

labor as (select * from {{ ref('int_labor_cost_parts') }}),

allocations as (select * from {{ ref('int_team_allocations') }}),

months as (select * from {{ ref('int_months') }})

select
    variants.variant_code as scenario_code,
    labor.month_index,
    months.month_start,
    allocations.labor_budget_code,
    allocations.milestone_code,
    allocations.milestone_key,
    cast(sum(labor.cost_eur) as decimal(18, 2)) as cost_eur
from variants
inner join labor_cases on variants.variant_code = labor_cases.variant_code
inner join labor
    on
        labor_cases.labor_case_code = labor.labor_case_code
        and variants.estimate = labor.estimate
inner join allocations on labor.allocation_code = allocations.allocation_code
inner join months on labor.month_index = months.month_index
group by
    variants.variant_code,
    labor.month_index,
    months.month_start,
    allocations.labor_budget_code,
    allocations.milestone_code,
    allocations.milestone_key
