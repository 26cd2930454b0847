-- One row per salary benchmark, estimate, pay multiplier, period and incentive that lowers employer
-- contributions.
with pay_levels as (select * from {{ ref('int_pay_levels') }}),

periods as (select * from {{ ref('int_labor_cost_periods') }}),

factor_lines as (select * from {{ ref('int_labor_factor_lines') }}),

incentives as (
    select *
    from {{ ref('stg_location_tax_incentives') }}
    where incentive_type = 'employer_contribution_relief'
),

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
    incentives.incentive_code,
    pay_levels.currency_code,
    incentives.source_code,
    cast(-least(
        {{ product(['incentives.rate', 'eligible_contributions.annual_amount']) }},
        coalesce(incentives.annual_cap, eligible_contributions.annual_amount)
    ) as decimal(18, 6)) as annual_amount
from eligible_contributions
inner join pay_levels
    on
        eligible_contributions.salary_benchmark_code = pay_levels.salary_benchmark_code
        and eligible_contributions.estimate = pay_levels.estimate
        and eligible_contributions.pay_multiplier = pay_levels.pay_multiplier
inner join periods
    on
        eligible_contributions.salary_benchmark_code = periods.salary_benchmark_code
        and eligible_contributions.valid_from = periods.valid_from
inner join incentives
    on
        pay_levels.location_code = incentives.location_code
        and pay_levels.employment_type = 'full_time'
        and periods.valid_from >= incentives.valid_from
        and (incentives.valid_to is null or periods.valid_from <= incentives.valid_to)
        and (incentives.salary_min is null or pay_levels.annual_pay >= incentives.salary_min)
        and (incentives.min_prior_service is null or not periods.is_hiring_year)
