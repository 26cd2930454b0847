-- One row per scenario variant and driver: the multiplier that holds, and the scenario that set it.
-- Variants are the named scenarios, the sensitivity runs (the default scenario with one driver at
-- its low or high end) and the default scenario at the newest exchange rates.
with ancestors as (select * from {{ ref('int_scenario_ancestors') }}),

scenarios as (select * from {{ ref('stg_scenarios') }}),

overrides as (select * from {{ ref('stg_scenario_drivers') }}),

drivers as (select * from {{ ref('stg_sensitivity_drivers') }}),

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
        cast(1 as decimal(9, 6)) as end_multiplier,
        'plan' as fx_rate_set
    from scenarios

    union all

    select
        {{ latest_fx_variant_code('scenario_code') }} as variant_code,
        scenario_code as base_scenario_code,
        cast(null as {{ dbt.type_string() }}) as moved_driver_code,
        cast(null as {{ dbt.type_string() }}) as driver_end,
        cast(1 as decimal(9, 6)) as end_multiplier,
        'latest' as fx_rate_set
    from scenarios
    where is_default

    {% for end in ['low', 'high'] -%}
        union all

        select
            {{ sensitivity_variant_code(
                'scenarios.scenario_code', 'drivers.driver_code', "'" ~ end ~ "'"
            ) }} as variant_code,
            scenarios.scenario_code as base_scenario_code,
            drivers.driver_code as moved_driver_code,
            '{{ end }}' as driver_end,
            drivers.{{ end }}_multiplier as end_multiplier,
            'plan' as fx_rate_set
        from scenarios
        cross join drivers
        where scenarios.is_default

    {% endfor %}
)

select
    variants.variant_code,
    variants.base_scenario_code,
    variants.moved_driver_code,
    variants.driver_end,
    variants.fx_rate_set,
    drivers.driver_code,
    inherited.set_by_scenario_code,
    cast(
        coalesce(inherited.multiplier, 1)
        * case
            when variants.moved_driver_code = drivers.driver_code then variants.end_multiplier
            else 1
        end as decimal(9, 6)
    ) as multiplier
from variants
cross join drivers
left join inherited
    on
        variants.base_scenario_code = inherited.scenario_code
        and drivers.driver_code = inherited.driver_code
        and inherited.nearness = 1
