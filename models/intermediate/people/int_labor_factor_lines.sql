-- One row per salary benchmark, estimate, pay multiplier, period and employment cost factor: its
-- cost a year for one full-time equivalent, in the benchmark's currency.
with pay_levels as (select * from {{ ref('int_pay_levels') }}),

periods as (select * from {{ ref('int_labor_cost_periods') }}),

factors as (select * from {{ ref('int_employment_cost_factor_periods') }}),

bases as (
    select
        pay_levels.salary_benchmark_code,
        pay_levels.estimate,
        pay_levels.pay_multiplier,
        pay_levels.annual_pay,
        pay_levels.currency_code,
        periods.valid_from,
        factors.factor_code,
        factors.basis,
        factors.value,
        factors.relief_eligible,
        factors.source_code,
        greatest(
            least(pay_levels.annual_pay, coalesce(factors.annual_cap, pay_levels.annual_pay))
            - coalesce(factors.annual_floor, 0),
            0
        ) as contribution_base
    from pay_levels
    inner join periods
        on
            pay_levels.salary_benchmark_code = periods.salary_benchmark_code
            and pay_levels.pay_valid_from = periods.pay_valid_from
    inner join factors
        on
            periods.location_code = factors.location_code
            and periods.employment_type = factors.employment_type
            and periods.valid_from >= factors.valid_from
            and periods.valid_from < factors.effective_before
)

select
    salary_benchmark_code,
    estimate,
    pay_multiplier,
    valid_from,
    factor_code,
    basis,
    relief_eligible,
    currency_code,
    source_code,
    cast(
        case basis
            when 'rate_on_salary' then {{ product(['value', 'contribution_base']) }}
            when 'rate_on_fee' then {{ product(['value', 'annual_pay']) }}
            when
                'days_of_salary_per_year'
                then {{ divide(product(['annual_pay', 'value']), '365', 6) }}
            when 'fixed_monthly' then {{ product(['value', '12']) }}
            else value
        end as decimal(18, 6)
    ) as annual_amount
from bases
