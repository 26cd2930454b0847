-- One row per scenario, month, milestone (or operations), cost category, line, seed, row of the
-- seed and role. amount_eur of the priced inputs adds up to the line's cost of the month;
-- multipliers carry 0.
{% set key = [
    'scenario_code', 'month_index', 'milestone_key', 'cost_category', 'line_code', 'seed',
    'input_key',
] %}
with priced_inputs as (select * from {{ ref('int_priced_inputs') }}),

multiplier_inputs as (select * from {{ ref('int_multiplier_inputs') }}),

input_values as (select * from {{ ref('int_input_values') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

months as (select * from {{ ref('int_months') }}),

sources as (select * from {{ ref('stg_data_sources') }}),

line_inputs as (
    select
        {{ key | join(',\n        ') }},
        'priced' as role,
        amount_eur
    from priced_inputs

    union all

    select
        {{ key | join(',\n        ') }},
        'multiplier' as role,
        cast(0 as decimal(18, 2)) as amount_eur
    from multiplier_inputs
)

select
    {% for column in key -%}
        line_inputs.{{ column }},
    {% endfor -%}
    line_inputs.role,
    input_values.input_value,
    input_values.unit,
    line_inputs.amount_eur,
    -- Rests on a price that was first seen after the month it serves.
    case
        when input_values.valid_from > months.month_start then line_inputs.amount_eur
        else cast(0 as decimal(18, 2))
    end as backfilled_amount_eur,
    input_values.source_code,
    sources.source_kind_code,
    sources.as_of_date,
    sources.confidence
from line_inputs
inner join variants on line_inputs.scenario_code = variants.variant_code
inner join months on line_inputs.month_index = months.month_index
-- An input that is not found keeps its row: the not-null tests then stop the build.
left join input_values
    on
        variants.estimate = input_values.estimate
        and line_inputs.seed = input_values.seed
        and line_inputs.input_key = input_values.input_key
        and line_inputs.role = input_values.role
left join sources on input_values.source_code = sources.source_code
