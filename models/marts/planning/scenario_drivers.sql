-- One row per scenario and driver: the value that holds and the scenario that set it; nobody set a
-- driver that stands at its neutral value.
with driver_values as (select * from {{ ref('int_variant_driver_values') }}),

scenarios as (select * from {{ ref('scenarios') }}),

drivers as (select * from {{ ref('stg_sensitivity_drivers') }}),

overrides as (select * from {{ ref('stg_scenario_drivers') }})

select
    scenarios.scenario_code,
    driver_values.driver_code,
    drivers.name,
    drivers.multiplies,
    drivers.operation,
    drivers.neutral_value,
    driver_values.multiplier,
    driver_values.set_by_scenario_code,
    overrides.rationale,
    overrides.source_code
from driver_values
inner join scenarios on driver_values.variant_code = scenarios.scenario_code
inner join drivers on driver_values.driver_code = drivers.driver_code
left join overrides
    on
        driver_values.set_by_scenario_code = overrides.scenario_code
        and driver_values.driver_code = overrides.driver_code
