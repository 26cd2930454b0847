-- One row per named scenario, month, milestone (or operations), labor line and input of its loaded
-- cost stack: the input's part of the line. A relief is negative: its part is rounded first, and
-- line plus reliefs is split over the other inputs, so that the parts add up to the line.
with figures as (select * from {{ ref('int_cost_figures') }} where cost_category = 'labor'),

variants as (select * from {{ ref('int_scenario_variants') }}),

months as (select * from {{ ref('int_months') }}),

allocations as (select * from {{ ref('int_team_allocations') }}),

periods as (select * from {{ ref('int_loaded_labor_totals') }}),

stack as (select * from {{ ref('int_loaded_labor_lines') }}),

incentives as (select * from {{ ref('stg_location_tax_incentives') }}),

line_codes as (
    select distinct
        line_code,
        allocation_code
    from {{ ref('int_labor_cost_parts') }}
),

-- What is paid rests on all lines but the severance accrual, and the accrual on that line alone.
stack_parts as (
    select
        figures.scenario_code,
        figures.month_index,
        figures.milestone_key,
        figures.line_code,
        figures.cost_eur,
        case
            when stack.line_code = 'base' then 'raw_salary_benchmarks'
            when incentives.incentive_code is not null then 'raw_location_tax_incentives'
            else 'raw_employment_cost_factors'
        end as seed,
        case
            when stack.line_code = 'base' then stack.salary_benchmark_code else stack.line_code
        end as input_key,
        stack.line_number,
        stack.annual_amount,
        cast(sum(stack.annual_amount) over (
            partition by
                figures.scenario_code,
                figures.month_index,
                figures.milestone_key,
                figures.line_code
        ) as decimal(18, 6)) as annual_total
    from figures
    inner join variants on figures.scenario_code = variants.scenario_code
    inner join months on figures.month_index = months.month_index
    inner join line_codes on figures.line_code = line_codes.line_code
    inner join allocations on line_codes.allocation_code = allocations.allocation_code
    inner join periods
        on
            allocations.salary_benchmark_code = periods.salary_benchmark_code
            and figures.estimate = periods.estimate
            and periods.pay_multiplier
            = case allocations.employment_type
                when 'full_time' then variants.salary_level else variants.contractor_rate
            end
            and months.month_start >= periods.valid_from
            and months.month_start < periods.effective_before
    inner join stack
        on
            periods.salary_benchmark_code = stack.salary_benchmark_code
            and periods.estimate = stack.estimate
            and periods.pay_multiplier = stack.pay_multiplier
            and periods.valid_from = stack.valid_from
            and figures.is_cash <> stack.is_severance_accrual
    left join incentives on stack.line_code = incentives.incentive_code
    where stack.annual_amount <> 0
),

parts as (
    select
        *,
        case
            when annual_amount < 0
                then {{ divide(product(['cost_eur', 'annual_amount']), 'annual_total', 2) }}
            else cast(0 as decimal(18, 2))
        end as relief_eur
    from stack_parts
),

-- The line and what the reliefs took off it.
gross_parts as (
    select
        *,
        cast(cost_eur - sum(relief_eur) over (
            partition by scenario_code, month_index, milestone_key, line_code
        ) as decimal(18, 2)) as gross_eur
    from parts
),

positive_parts as (select * from gross_parts where annual_amount > 0),

allocated as (
    {{ largest_remainder(
        'positive_parts', 'gross_eur', 'annual_amount',
        ['scenario_code', 'month_index', 'milestone_key', 'line_code'], ['seed', 'input_key'],
        ['line_number']
    ) }}
)

select
    scenario_code,
    month_index,
    milestone_key,
    line_code,
    seed,
    input_key,
    allocated_amount as amount_eur
from allocated

union all

select
    scenario_code,
    month_index,
    milestone_key,
    line_code,
    seed,
    input_key,
    relief_eur as amount_eur
from gross_parts
where annual_amount < 0
