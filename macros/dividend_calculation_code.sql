{#- Code of a dividend calculation: the scenario, the policy and the period's first day. -#}
{% macro dividend_calculation_code(scenario_code, dividend_policy_code, period_start) -%}
    {{ scenario_code }} || ':' || {{ dividend_policy_code }} || ':' || cast({{ period_start }} as {{ dbt.type_string() }})
{%- endmacro %}
