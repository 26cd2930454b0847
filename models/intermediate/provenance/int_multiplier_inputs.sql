-- One row per named scenario, month, milestone (or operations), cost category, line and input that
-- multiplies the priced inputs of the line: quantity, exchange rate, assumption or driver. It
-- explains the cost and carries none of it.
{% set line = ['scenario_code', 'month_index', 'milestone_key', 'cost_category', 'line_code'] %}
with priced_inputs as (select * from {{ ref('int_priced_inputs') }}),

quantity_inputs as (select * from {{ ref('int_quantity_inputs') }}),

input_values as (select * from {{ ref('int_input_values') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

rules as (select * from {{ ref('int_multiplier_rules') }}),

driver_values as (
    select *
    from {{ ref('int_variant_driver_values') }}
    where set_by_scenario_code is not null
),

line_inputs as (
    select distinct
        {{ line | join(',\n        ') }},
        seed,
        input_key,
        'priced' as role
    from priced_inputs

    union all

    select
        {{ line | join(',\n        ') }},
        seed,
        input_key,
        'multiplier' as role
    from quantity_inputs
),

described_inputs as (
    select
        line_inputs.*,
        variants.estimate,
        input_values.input_kind,
        input_values.currency_code
    from line_inputs
    inner join variants on line_inputs.scenario_code = variants.variant_code
    inner join input_values
        on
            variants.estimate = input_values.estimate
            and line_inputs.seed = input_values.seed
            and line_inputs.input_key = input_values.input_key
            and line_inputs.role = input_values.role
),

fx_inputs as (
    select distinct
        {% for column in line -%}
            described_inputs.{{ column }},
        {% endfor -%}
        'raw_fx_rates' as seed,
        {{ dated_key('fx_rates.currency_code', 'fx_rates.rate_date') }} as input_key,
        'multiplier' as role,
        described_inputs.estimate,
        fx_rates.currency_code as input_kind,
        cast(null as {{ dbt.type_string() }}) as currency_code
    from described_inputs
    inner join fx_rates on described_inputs.currency_code = fx_rates.currency_code
    where fx_rates.currency_code <> '{{ var("reporting_currency") }}'
),

multiplied_inputs as (
    select * from described_inputs

    union all

    select * from fx_inputs
),

ruled_inputs as (
    select distinct
        {% for column in line -%}
            multiplied_inputs.{{ column }},
        {% endfor -%}
        rules.multiplier_seed as seed,
        case rules.multiplier_seed
            when 'raw_scenario_drivers'
                then {{ scenario_driver_key(
                    'driver_values.set_by_scenario_code', 'driver_values.driver_code'
                ) }}
            else rules.multiplier_code
        end as input_key
    from multiplied_inputs
    inner join rules
        on
            multiplied_inputs.seed = rules.seed
            and multiplied_inputs.role = rules.role
            and (multiplied_inputs.input_kind = rules.input_kind or rules.input_kind is null)
            and (multiplied_inputs.estimate = rules.estimate or rules.estimate is null)
    left join driver_values
        on
            multiplied_inputs.scenario_code = driver_values.variant_code
            and rules.multiplier_code = driver_values.driver_code
)
{% for inputs in ['quantity_inputs', 'fx_inputs', 'ruled_inputs'] %}
    select
        {{ line | join(',\n        ') }},
        seed,
        input_key
    from {{ inputs }}
    -- A driver that no scenario on the line of descent sets has no row.
    where input_key is not null
    {{ 'union all' if not loop.last }}
{% endfor %}
