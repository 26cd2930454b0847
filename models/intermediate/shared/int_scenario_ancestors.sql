-- One row per scenario and scenario on its line of descent; distance 0 is the scenario itself.
with recursive scenarios as (select * from {{ ref('stg_scenarios') }}),

ancestors as (
    select
        scenario_code,
        scenario_code as ancestor_code,
        parent_scenario_code,
        0 as distance
    from scenarios

    union all

    select
        ancestors.scenario_code,
        scenarios.scenario_code as ancestor_code,
        scenarios.parent_scenario_code,
        ancestors.distance + 1 as distance
    from ancestors
    inner join scenarios on ancestors.parent_scenario_code = scenarios.scenario_code
    -- A circle of parents would never end: it stops here, and meets itself in the unique test.
    where ancestors.distance < 10
)

select
    scenario_code,
    ancestor_code,
    distance
from ancestors
