-- One row per estimate of a three-point range.
{% for estimate in ['low', 'mid', 'high'] -%}
    select
        '{{ estimate }}' as estimate,
        {{ loop.index }} as estimate_order
    {{ 'union all' if not loop.last }}
{% endfor %}
