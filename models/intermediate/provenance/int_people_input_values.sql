-- One row per estimate and input of labor cost: pay, cost factor, relief or position.
with estimates as (select * from {{ ref('int_estimates') }}),

pay_periods as (select * from {{ ref('int_pay_periods') }}),

factors as (select * from {{ ref('stg_employment_cost_factors') }}),

incentives as (select * from {{ ref('stg_location_tax_incentives') }}),

positions as (select * from {{ ref('int_positions') }} where not is_borrowed)

select
    estimates.estimate,
    'raw_salary_benchmark_versions' as seed,
    pay_periods.input_key,
    'priced' as role,
    pay_periods.employment_type as input_kind,
    pay_periods.currency_code,
    {{ plain_number(by_estimate('pay_periods.pay')) }} as input_value,
    pay_periods.currency_code
    || case pay_periods.pay_basis when 'hourly' then ' an hour' else ' a year' end as unit,
    pay_periods.pay_valid_from as valid_from,
    pay_periods.source_code
from pay_periods
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
    positions.seed,
    positions.input_key,
    'multiplier' as role,
    positions.employment_type as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ plain_number('positions.fte') }} as input_value,
    'FTE' as unit,
    cast(null as date) as valid_from,
    positions.source_code
from positions
cross join estimates
