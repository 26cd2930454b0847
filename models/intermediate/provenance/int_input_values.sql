-- One row per estimate, seed, row of the seed and role: the value that the row gives to cost
-- figures, with its unit and source.
{% set subjects = ['people', 'infrastructure', 'legal', 'users', 'shared'] %}
{% for subject in subjects -%}
    select
        estimate,
        seed,
        input_key,
        role,
        input_kind,
        currency_code,
        input_value,
        unit,
        valid_from,
        source_code
    from {{ ref('int_' ~ subject ~ '_input_values') }}
    {{ 'union all' if not loop.last }}
{% endfor %}
