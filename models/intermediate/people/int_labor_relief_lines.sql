-- One row per salary benchmark, estimate, pay multiplier, period and incentive that lowers employer
-- contributions.
with pay_levels as (select * from {{ ref('int_pay_levels') }}),

periods as (select * from {{ ref('int_labor_cost_periods') }}),

factor_lines as (select * from {{ ref('int_labor_factor_lines') }}),

reliefs as (select * from {{ ref('int_relief_periods') }}),

eligible_contributions as (
    select
        salary_benchmark_code,
        estimate,
        pay_multiplier,
        valid_from,
        cast(sum(annual_amount) as decimal(18, 6)) as annual_amount
    from factor_lines
    where relief_eligible
    group by salary_benchmark_code, estimate, pay_multiplier, valid_from
)

select
    eligible_contributions.salary_benchmark_code,
    eligible_contributions.estimate,
    eligible_contributions.pay_multiplier,
    eligible_contributions.valid_from,
    reliefs.incentive_code,
    pay_levels.currency_code,
    reliefs.source_code,
    cast(-least(
        {{ product(['reliefs.rate', 'eligible_contributions.annual_amount']) }},
        coalesce(reliefs.annual_cap, eligible_contributions.annual_amount)
    ) as decimal(18, 6)) as annual_amount
from eligible_contributions
inner join periods
    on
        eligible_contributions.salary_benchmark_code = periods.salary_benchmark_code
        and eligible_contributions.valid_from = periods.valid_from
inner join pay_levels
    on
        periods.salary_benchmark_code = pay_levels.salary_benchmark_code
        and periods.pay_valid_from = pay_levels.pay_valid_from
        and eligible_contributions.estimate = pay_levels.estimate
        and eligible_contributions.pay_multiplier = pay_levels.pay_multiplier
inner join reliefs
    on
        eligible_contributions.salary_benchmark_code = reliefs.salary_benchmark_code
        and eligible_contributions.valid_from >= reliefs.valid_from
        and (
            reliefs.valid_to is null or eligible_contributions.valid_from <= reliefs.valid_to
        )
        and (reliefs.salary_min is null or pay_levels.annual_pay >= reliefs.salary_min)
