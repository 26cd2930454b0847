-- Every row of unit economics: the seven groups of cost add up to the total.
{% for mart in ['unit_economics_monthly', 'cost_per_user_analysis'] -%}
    select
        '{{ mart }}' as mart,
        scenario_code,
        total_cost_eur
    from {{ ref(mart) }}
    where
        total_cost_eur is distinct from infrastructure_cost_eur
        + labor_cost_eur
        + third_party_cost_eur
        + legal_cost_eur
        + marketing_cost_eur
        + support_cost_eur
        + other_cost_eur
    {{ 'union all' if not loop.last }}
{% endfor %}
