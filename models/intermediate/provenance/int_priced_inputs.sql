-- One row per named scenario, month, milestone (or operations), cost category, line and priced
-- input: the part of the line that rests on the input. Parts add up to the line.
with figures as (select * from {{ ref('int_cost_figures') }}),

labor as (select * from {{ ref('int_labor_priced_inputs') }}),

infrastructure as (select * from {{ ref('int_infrastructure_priced_inputs') }}),

line_prices as (select * from {{ ref('int_line_prices') }})

select
    scenario_code,
    month_index,
    milestone_key,
    'labor' as cost_category,
    line_code,
    seed,
    input_key,
    amount_eur
from labor

union all

select
    scenario_code,
    month_index,
    milestone_key,
    'infrastructure' as cost_category,
    line_code,
    seed,
    input_key,
    amount_eur
from infrastructure

union all

-- A line without a price keeps its row: the not-null test then stops the build.
select
    figures.scenario_code,
    figures.month_index,
    figures.milestone_key,
    figures.cost_category,
    figures.line_code,
    line_prices.seed,
    line_prices.input_key,
    figures.cost_eur as amount_eur
from figures
left join line_prices
    on
        figures.cost_category = line_prices.cost_category
        and figures.line_code = line_prices.line_code
        and figures.month_index = line_prices.month_index
where figures.cost_category not in ('labor', 'infrastructure')
