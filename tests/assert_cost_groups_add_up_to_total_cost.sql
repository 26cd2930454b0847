-- Every row of unit economics: the seven groups of cost add up to the total.
{% set groups = [
    'infrastructure', 'labor', 'third_party', 'legal', 'marketing', 'support', 'other',
] %}
{% for mart in ['unit_economics_monthly', 'cost_per_user_analysis'] -%}
    select
        '{{ mart }}' as mart,
        scenario_code,
        total_cost_eur
    from {{ ref(mart) }}
    where
        total_cost_eur is distinct from
        {% for group in groups %}{{ group }}_cost_eur{{ ' + ' if not loop.last }}{% endfor %}
    {{ 'union all' if not loop.last }}
{% endfor %}
