-- One row per named scenario.
select
    trim(scenario_code) as scenario_code,
    trim(name) as name,
    trim(parent_scenario_code) as parent_scenario_code,
    is_default,
    trim(growth_model_code) as growth_model_code,
    trim(staffing_plan_code) as staffing_plan_code,
    trim(estimate) as estimate,
    with_completion,
    trim(description) as description,
    trim(source_code) as source_code
from {{ ref('raw_scenarios') }}
