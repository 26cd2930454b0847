-- One row per labor cost case, estimate, position and month: what the position costs, rounded once,
-- and the part of it that only accrues as severance.
with cases as (
    select distinct
        labor_case_code,
        staffing_plan_code,
        fx_rate_set,
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

fx_rates as (select * from {{ ref('int_fx_rate_sets') }}),

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
    left join fx_rates
        on
            cases.fx_rate_set = fx_rates.fx_rate_set
            and positions.currency_code = fx_rates.currency_code
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
)

select
    labor_case_code,
    is_budget,
    estimate,
    position_code,
    month_index,
    pay_valid_from,
    pay_multiplier,
    pay_source_code,
    annual_total,
    annual_severance,
    {{ divide(product(['full_time_equivalents', 'annual_total', 'eur_per_unit']), '12', 2) }}
        as cost_eur,
    {{ divide(product(['full_time_equivalents', 'annual_severance', 'eur_per_unit']), '12', 2) }}
        as severance_eur
from priced
