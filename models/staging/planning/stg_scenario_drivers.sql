-- One row per scenario and driver that the scenario overrides.
select
    trim(scenario_code) as scenario_code,
    trim(driver_code) as driver_code,
    multiplier,
    trim(rationale) as rationale,
    trim(source_code) as source_code
from {{ ref('raw_scenario_drivers') }}
