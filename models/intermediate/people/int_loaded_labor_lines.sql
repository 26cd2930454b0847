-- One row per salary benchmark, estimate, pay multiplier, period and line of the loaded cost stack,
-- without the total. Amounts are those of one full-time equivalent a year, in the benchmark's
-- currency.
with pay_levels as (select * from {{ ref('int_pay_levels') }}),

periods as (select * from {{ ref('int_labor_cost_periods') }}),

lines as (
    select
        pay_levels.salary_benchmark_code,
        pay_levels.estimate,
        pay_levels.pay_multiplier,
        periods.valid_from,
        1 as section,
        'base' as line_code,
        'raw_salary_benchmark_versions' as seed,
        pay_levels.input_key,
        cast(null as {{ dbt.type_string() }}) as basis,
        pay_levels.annual_pay as annual_amount,
        pay_levels.currency_code,
        pay_levels.source_code
    from pay_levels
    inner join periods
        on
            pay_levels.salary_benchmark_code = periods.salary_benchmark_code
            and pay_levels.pay_valid_from = periods.pay_valid_from

    union all

    select
        salary_benchmark_code,
        estimate,
        pay_multiplier,
        valid_from,
        2 as section,
        factor_code as line_code,
        'raw_employment_cost_factors' as seed,
        factor_code as input_key,
        basis,
        annual_amount,
        currency_code,
        source_code
    from {{ ref('int_labor_factor_lines') }}

    union all

    select
        salary_benchmark_code,
        estimate,
        pay_multiplier,
        valid_from,
        3 as section,
        incentive_code as line_code,
        'raw_location_tax_incentives' as seed,
        incentive_code as input_key,
        cast(null as {{ dbt.type_string() }}) as basis,
        annual_amount,
        currency_code,
        source_code
    from {{ ref('int_labor_relief_lines') }}
)

select
    salary_benchmark_code,
    estimate,
    pay_multiplier,
    valid_from,
    cast(row_number() over (
        partition by salary_benchmark_code, estimate, pay_multiplier, valid_from
        order by section, {{ byte_order('line_code') }}
    ) as integer) as line_number,
    line_code,
    seed,
    input_key,
    coalesce(basis = 'days_of_salary_per_year', false) as is_severance_accrual,
    annual_amount,
    currency_code,
    source_code
from lines
