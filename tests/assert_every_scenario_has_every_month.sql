-- Every named scenario has all months of the plan in unit economics and in the user base.
{% for mart in ['unit_economics_monthly', 'user_base_projections'] -%}
    select
        '{{ mart }}' as mart,
        scenarios.scenario_code,
        count(rows_of_mart.month_index) as months
    from {{ ref('stg_scenarios') }} as scenarios
    left join {{ ref(mart) }} as rows_of_mart
        on scenarios.scenario_code = rows_of_mart.scenario_code
    group by scenarios.scenario_code
    having count(rows_of_mart.month_index) <> {{ var('horizon_months') }}
    {{ 'union all' if not loop.last }}
{% endfor %}
