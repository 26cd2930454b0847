-- One row per estimate and input that multiplies many lines: exchange rate of the plan, assumption
-- or scenario driver.
with estimates as (select * from {{ ref('int_estimates') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

assumptions as (select * from {{ ref('stg_assumptions') }}),

scenario_drivers as (select * from {{ ref('stg_scenario_drivers') }})

select
    estimates.estimate,
    'raw_fx_rates' as seed,
    {{ dated_key('fx_rates.currency_code', 'fx_rates.rate_date') }} as input_key,
    'multiplier' as role,
    fx_rates.currency_code as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ plain_number('fx_rates.eur_per_unit') }} as input_value,
    'EUR per ' || fx_rates.currency_code as unit,
    cast(null as date) as valid_from,
    fx_rates.source_code
from fx_rates
cross join estimates
-- The reporting currency has no rate in the seed.
where fx_rates.currency_code <> '{{ var("reporting_currency") }}'

union all

select
    estimates.estimate,
    'raw_assumptions' as seed,
    assumptions.assumption_code as input_key,
    'multiplier' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ plain_number('assumptions.value_number') }} as input_value,
    assumptions.unit,
    cast(null as date) as valid_from,
    assumptions.source_code
from assumptions
cross join estimates
where assumptions.value_number is not null

union all

select
    estimates.estimate,
    'raw_scenario_drivers' as seed,
    {{ scenario_driver_key('scenario_drivers.scenario_code', 'scenario_drivers.driver_code') }}
        as input_key,
    'multiplier' as role,
    scenario_drivers.driver_code as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ plain_number('scenario_drivers.multiplier') }} as input_value,
    'factor' as unit,
    cast(null as date) as valid_from,
    scenario_drivers.source_code
from scenario_drivers
cross join estimates
