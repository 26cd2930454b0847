-- One row per driver: the default scenario with that driver alone at its low and its high end.
-- Swings of drivers must not be added up.
{% set measures = {
    'total_cost': 'total_cost_eur', 'dividend_pool': 'total_dividend_pool_eur',
    'cash_at_end': 'cash_balance_eur',
} %}
with drivers as (select * from {{ ref('stg_sensitivity_drivers') }}),

driver_ends as (select * from {{ ref('int_driver_ends') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

results as (select * from {{ ref('int_variant_results') }}),

runs as (
    select
        variants.moved_driver_code,
        variants.driver_end,
        variants.is_default,
        results.*
    from variants
    inner join results on variants.variant_code = results.variant_code
),

swings as (
    select
        drivers.driver_code,
        drivers.name,
        drivers.operation,
        driver_ends.low_value,
        driver_ends.high_value,
        drivers.ends_from,
        drivers.is_hand_picked,
        drivers.no_effect_reason,
        drivers.source_code,
        {% for measure, column in measures.items() -%}
            defaults.{{ column }} as {{ measure }}_default_eur,
            low_ends.{{ column }} as {{ measure }}_low_eur,
            high_ends.{{ column }} as {{ measure }}_high_eur,
            cast(abs(high_ends.{{ column }} - low_ends.{{ column }}) as decimal(18, 2))
                as {{ measure }}_swing_eur,
        {% endfor -%}
        defaults.cost_per_active_user,
        low_ends.cost_per_active_user as cost_per_active_user_low,
        high_ends.cost_per_active_user as cost_per_active_user_high,
        cast(
            abs(high_ends.cost_per_active_user - low_ends.cost_per_active_user) as decimal(18, 6)
        ) as cost_per_active_user_swing,
        low_ends.cost_per_user as cost_per_user_low,
        high_ends.cost_per_user as cost_per_user_high
    from drivers
    inner join driver_ends on drivers.driver_code = driver_ends.driver_code
    inner join runs as defaults on defaults.is_default
    inner join runs as low_ends
        on drivers.driver_code = low_ends.moved_driver_code and low_ends.driver_end = 'low'
    inner join runs as high_ends
        on drivers.driver_code = high_ends.moved_driver_code and high_ends.driver_end = 'high'
)

select
    driver_code,
    name,
    operation,
    low_value as low_multiplier,
    high_value as high_multiplier,
    ends_from,
    is_hand_picked,
    total_cost_default_eur as total_cost_eur,
    total_cost_low_eur,
    total_cost_high_eur,
    cost_per_active_user,
    cost_per_active_user_low,
    cost_per_active_user_high,
    cost_per_active_user_swing,
    cost_per_user_low,
    cost_per_user_high,
    dividend_pool_default_eur as dividend_pool_eur,
    dividend_pool_low_eur,
    dividend_pool_high_eur,
    dividend_pool_swing_eur,
    cash_at_end_default_eur as cash_at_end_eur,
    cash_at_end_low_eur,
    cash_at_end_high_eur,
    cash_at_end_swing_eur,
    total_cost_swing_eur as swing_eur,
    cast(row_number() over (
        order by total_cost_swing_eur desc, {{ byte_order('driver_code') }}
    ) as integer) as swing_rank,
    cast(row_number() over (
        order by cash_at_end_swing_eur desc, {{ byte_order('driver_code') }}
    ) as integer) as cash_swing_rank,
    no_effect_reason,
    source_code
from swings
