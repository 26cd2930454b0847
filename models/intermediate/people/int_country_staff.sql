-- One row per labor cost case, estimate, country and month of the plan in which somebody works
-- there: heads, payslips and pay, on which overhead rests. Pay is base pay in EUR, before
-- contributions; first_year_pay_eur is the annual pay of the positions that start in the month.
with cases as (
    select distinct
        labor_case_code,
        staffing_plan_code,
        fx_rate_set,
        headcount,
        salary_level,
        contractor_rate,
        fx_usd
    from {{ ref('int_labor_cost_cases') }}
),

positions as (select * from {{ ref('int_positions') }}),

months as (select * from {{ ref('int_months') }}),

periods as (select * from {{ ref('int_labor_cost_periods') }}),

pay_levels as (select * from {{ ref('int_pay_levels') }}),

fx_rates as (select * from {{ ref('int_fx_rate_sets') }}),

staff as (
    select
        cases.labor_case_code,
        cases.headcount,
        pay_levels.estimate,
        positions.country_code,
        positions.position_code,
        positions.employment_type,
        months.month_index,
        months.month_index = positions.first_month as is_first_month,
        {{ product([
            'positions.fte', 'cases.headcount', 'pay_levels.annual_pay',
            moved_fx_rate('positions.currency_code', 'fx_rates.eur_per_unit', 'cases.fx_usd'),
        ]) }} as annual_pay_eur
    from cases
    inner join positions on cases.staffing_plan_code = positions.staffing_plan_code
    inner join months
        on months.month_index between positions.first_month and positions.last_month
    inner join periods
        on
            positions.salary_benchmark_code = periods.salary_benchmark_code
            and months.month_start >= periods.valid_from
            and months.month_start < periods.effective_before
    inner join pay_levels
        on
            periods.salary_benchmark_code = pay_levels.salary_benchmark_code
            and periods.pay_valid_from = pay_levels.pay_valid_from
            and pay_levels.pay_multiplier = {{ pay_multiplier(
                'positions.employment_type', 'cases.salary_level', 'cases.contractor_rate'
            ) }}
    inner join fx_rates
        on
            cases.fx_rate_set = fx_rates.fx_rate_set
            and positions.currency_code = fx_rates.currency_code
)

select
    labor_case_code,
    estimate,
    country_code,
    month_index,
    cast({{ product(['count(*)', 'headcount']) }} as decimal(18, 6)) as heads,
    cast({{ product([
        "sum(case when employment_type = 'full_time' then 1 else 0 end)", 'headcount',
    ]) }} as decimal(18, 6)) as payslips,
    {{ divide('sum(annual_pay_eur)', '12', 6) }} as base_pay_eur,
    cast(sum(case when is_first_month then annual_pay_eur else 0 end) as decimal(18, 6))
        as first_year_pay_eur
from staff
group by labor_case_code, headcount, estimate, country_code, month_index
