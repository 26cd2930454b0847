-- One row per named scenario.
select
    scenario_code,
    name,
    parent_scenario_code,
    is_default,
    growth_model_code,
    staffing_plan_code,
    estimate,
    with_completion,
    description,
    source_code
from {{ ref('stg_scenarios') }}
