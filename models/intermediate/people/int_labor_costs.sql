-- One row per labor cost case, estimate, allocation and month: the cost to the cent, before it is
-- split by cash. The leaf is the position's month; its cents are split over the milestones for
-- which the position works in equal parts.
{% set position_month = [
    'labor_case_code', 'is_budget', 'estimate', 'position_code', 'month_index', 'pay_valid_from',
    'pay_multiplier', 'pay_source_code', 'annual_total', 'annual_severance',
] %}
with cases as (
    select distinct
        labor_case_code,
        staffing_plan_code,
        headcount,
        salary_level,
        contractor_rate,
        fx_usd,
        is_budget
    from {{ ref('int_labor_cost_cases') }}
),

positions as (select * from {{ ref('int_positions') }}),

periods as (select * from {{ ref('int_labor_cost_periods') }}),

totals as (select * from {{ ref('int_loaded_labor_totals') }}),

months as (select * from {{ ref('int_months') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

position_months as (select * from {{ ref('int_position_months') }}),

priced as (
    select
        cases.labor_case_code,
        cases.is_budget,
        positions.position_code,
        months.month_index,
        totals.estimate,
        totals.pay_multiplier,
        totals.valid_from as pay_valid_from,
        totals.pay_source_code,
        totals.annual_total,
        totals.annual_severance,
        {{ product(['positions.fte', 'cases.headcount']) }} as full_time_equivalents,
        {{ moved_fx_rate('positions.currency_code', 'fx_rates.eur_per_unit', 'cases.fx_usd') }}
            as eur_per_unit
    from cases
    inner join positions on cases.staffing_plan_code = positions.staffing_plan_code
    inner join months
        on months.month_index between positions.first_month and positions.last_month
    -- A currency without a rate or a month without a price keeps its row: the not-null test
    -- then stops the build.
    left join fx_rates on positions.currency_code = fx_rates.currency_code
    left join periods
        on
            positions.salary_benchmark_code = periods.salary_benchmark_code
            and months.month_start >= periods.valid_from
            and months.month_start < periods.effective_before
    left join totals
        on
            periods.salary_benchmark_code = totals.salary_benchmark_code
            and periods.valid_from = totals.valid_from
            and totals.pay_multiplier = {{ pay_multiplier(
                'positions.employment_type', 'cases.salary_level', 'cases.contractor_rate'
            ) }}
),

parts as (
    select
        priced.*,
        {{ divide(product(['full_time_equivalents', 'annual_total', 'eur_per_unit']), '12', 2) }}
            as position_cost_eur,
        position_months.allocation_code,
        position_months.sequence,
        1 as part_weight
    from priced
    inner join position_months
        on
            priced.position_code = position_months.position_code
            and priced.month_index = position_months.month_index
),

allocated as (
    {{ largest_remainder(
        'parts', 'position_cost_eur', 'part_weight', position_month, ['allocation_code'],
        ['sequence']
    ) }}
)

select
    labor_case_code,
    is_budget,
    estimate,
    allocation_code,
    month_index,
    pay_valid_from,
    pay_multiplier,
    pay_source_code,
    annual_total,
    annual_severance,
    allocated_amount as cost_eur
from allocated
