-- One row per estimate and input of labor cost: pay, cost factor, relief or allocation.
with estimates as (select * from {{ ref('int_estimates') }}),

benchmarks as (select * from {{ ref('stg_salary_benchmarks') }}),

factors as (select * from {{ ref('stg_employment_cost_factors') }}),

incentives as (select * from {{ ref('stg_location_tax_incentives') }}),

allocations as (select * from {{ ref('stg_milestone_team_allocations') }})

select
    estimates.estimate,
    'raw_salary_benchmarks' as seed,
    benchmarks.salary_benchmark_code as input_key,
    'priced' as role,
    benchmarks.employment_type as input_kind,
    benchmarks.currency_code,
    {{ plain_number(by_estimate('benchmarks.pay')) }} as input_value,
    benchmarks.currency_code
    || case benchmarks.pay_basis when 'hourly' then ' an hour' else ' a year' end as unit,
    benchmarks.valid_from,
    benchmarks.source_code
from benchmarks
cross join estimates

union all

select
    estimates.estimate,
    'raw_employment_cost_factors' as seed,
    factors.factor_code as input_key,
    'priced' as role,
    factors.employment_type as input_kind,
    factors.currency_code,
    {{ plain_number('factors.value') }} as input_value,
    case factors.basis
        when 'rate_on_salary' then 'of pay'
        when 'rate_on_fee' then 'of the fee'
        when 'days_of_salary_per_year' then 'days of pay a year'
        when 'fixed_monthly' then factors.currency_code || ' a month'
        else factors.currency_code || ' a year'
    end
    || coalesce(
        ' above ' || {{ plain_number('factors.annual_floor') }} || ' ' || factors.currency_code, ''
    )
    || coalesce(
        ' up to ' || {{ plain_number('factors.annual_cap') }} || ' ' || factors.currency_code, ''
    ) as unit,
    factors.valid_from,
    factors.source_code
from factors
cross join estimates

union all

select
    estimates.estimate,
    'raw_location_tax_incentives' as seed,
    incentives.incentive_code as input_key,
    'priced' as role,
    incentives.incentive_type as input_kind,
    incentives.currency_code,
    {{ plain_number('incentives.rate') }} as input_value,
    'of contributions, taken off'
    || coalesce(
        ', at most '
        || {{ plain_number('incentives.annual_cap') }}
        || ' '
        || incentives.currency_code
        || ' a year',
        ''
    ) as unit,
    incentives.valid_from,
    incentives.source_code
from incentives
cross join estimates
where incentives.incentive_type = 'employer_contribution_relief'

union all

select
    estimates.estimate,
    'raw_milestone_team_allocations' as seed,
    allocations.allocation_code as input_key,
    'multiplier' as role,
    allocations.employment_type as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ plain_number('allocations.fte_count') }} as input_value,
    'FTE' as unit,
    cast(null as date) as valid_from,
    allocations.source_code
from allocations
cross join estimates
