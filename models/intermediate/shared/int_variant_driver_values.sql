-- One row per scenario variant and driver: the value that holds, and the scenario that set it.
-- Variants are the named scenarios, the sensitivity runs (the default scenario with one driver at
-- its low or high end) and the default scenario at the newest exchange rates. A driver multiplies
-- or adds, as its operation says; where nobody sets it, it is neutral.
with ancestors as (select * from {{ ref('int_scenario_ancestors') }}),

scenarios as (select * from {{ ref('stg_scenarios') }}),

overrides as (select * from {{ ref('stg_scenario_drivers') }}),

drivers as (select * from {{ ref('stg_sensitivity_drivers') }}),

driver_ends as (select * from {{ ref('int_driver_ends') }}),

-- The override that holds in a scenario is that of its nearest ancestor.
inherited as (
    select
        ancestors.scenario_code,
        overrides.driver_code,
        overrides.scenario_code as set_by_scenario_code,
        overrides.multiplier,
        row_number() over (
            partition by ancestors.scenario_code, overrides.driver_code order by ancestors.distance
        ) as nearness
    from ancestors
    inner join overrides on ancestors.ancestor_code = overrides.scenario_code
),

variants as (
    select
        scenario_code as variant_code,
        scenario_code as base_scenario_code,
        cast(null as {{ dbt.type_string() }}) as moved_driver_code,
        cast(null as {{ dbt.type_string() }}) as driver_end,
        cast(null as decimal(9, 6)) as end_value,
        'plan' as fx_rate_set
    from scenarios

    union all

    select
        {{ latest_fx_variant_code('scenario_code') }} as variant_code,
        scenario_code as base_scenario_code,
        cast(null as {{ dbt.type_string() }}) as moved_driver_code,
        cast(null as {{ dbt.type_string() }}) as driver_end,
        cast(null as decimal(9, 6)) as end_value,
        'latest' as fx_rate_set
    from scenarios
    where is_default

    {% for end in ['low', 'high'] -%}
        union all

        select
            {{ sensitivity_variant_code(
                'scenarios.scenario_code', 'driver_ends.driver_code', "'" ~ end ~ "'"
            ) }} as variant_code,
            scenarios.scenario_code as base_scenario_code,
            driver_ends.driver_code as moved_driver_code,
            '{{ end }}' as driver_end,
            driver_ends.{{ end }}_value as end_value,
            'plan' as fx_rate_set
        from scenarios
        cross join driver_ends
        where scenarios.is_default

    {% endfor %}
),

-- The moved driver's end is applied to the scenario's own value.
applied as (
    select
        variants.variant_code,
        variants.base_scenario_code,
        variants.moved_driver_code,
        variants.driver_end,
        variants.fx_rate_set,
        drivers.driver_code,
        drivers.operation,
        inherited.set_by_scenario_code,
        coalesce(inherited.multiplier, drivers.neutral_value) as own_value,
        case
            when variants.moved_driver_code = drivers.driver_code then variants.end_value
            else drivers.neutral_value
        end as end_value
    from variants
    cross join drivers
    left join inherited
        on
            variants.base_scenario_code = inherited.scenario_code
            and drivers.driver_code = inherited.driver_code
            and inherited.nearness = 1
)

select
    variant_code,
    base_scenario_code,
    moved_driver_code,
    driver_end,
    fx_rate_set,
    driver_code,
    set_by_scenario_code,
    cast(
        case operation when 'add' then own_value + end_value else own_value * end_value end
        as decimal(9, 6)
    ) as multiplier
from applied
