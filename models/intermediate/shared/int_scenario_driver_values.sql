-- One row per scenario variant and driver: the multiplier that holds. Variants are the named
-- scenarios and the sensitivity runs: the default scenario with one driver at its low or high end.
with ancestors as (select * from {{ ref('int_scenario_ancestors') }}),

scenarios as (select * from {{ ref('stg_scenarios') }}),

overrides as (select * from {{ ref('stg_scenario_drivers') }}),

drivers as (select * from {{ ref('stg_sensitivity_drivers') }}),

inherited as (
    select
        ancestors.scenario_code,
        overrides.driver_code,
        overrides.multiplier,
        row_number() over (
            partition by ancestors.scenario_code, overrides.driver_code order by ancestors.distance
        ) as nearness
    from ancestors
    inner join overrides on ancestors.ancestor_code = overrides.scenario_code
),

named as (
    select
        scenarios.scenario_code,
        drivers.driver_code,
        coalesce(inherited.multiplier, 1) as multiplier
    from scenarios
    cross join drivers
    left join inherited
        on
            scenarios.scenario_code = inherited.scenario_code
            and drivers.driver_code = inherited.driver_code
            and inherited.nearness = 1
),

ends as (
    select
        driver_code,
        'low' as driver_end,
        low_multiplier as end_multiplier
    from drivers

    union all

    select
        driver_code,
        'high' as driver_end,
        high_multiplier as end_multiplier
    from drivers
),

sensitivity as (
    select
        {{ sensitivity_variant_code('named.scenario_code', 'ends.driver_code', 'ends.driver_end') }}
            as scenario_code,
        named.scenario_code as base_scenario_code,
        ends.driver_code as moved_driver_code,
        ends.driver_end,
        named.driver_code,
        case
            when named.driver_code = ends.driver_code
                then cast(named.multiplier * ends.end_multiplier as decimal(9, 6))
            else named.multiplier
        end as multiplier
    from named
    inner join scenarios on named.scenario_code = scenarios.scenario_code and scenarios.is_default
    cross join ends
)

select
    scenario_code,
    scenario_code as base_scenario_code,
    cast(null as {{ dbt.type_string() }}) as moved_driver_code,
    cast(null as {{ dbt.type_string() }}) as driver_end,
    driver_code,
    cast(multiplier as decimal(9, 6)) as multiplier
from named

union all

select
    scenario_code,
    base_scenario_code,
    moved_driver_code,
    driver_end,
    driver_code,
    cast(multiplier as decimal(9, 6)) as multiplier
from sensitivity
