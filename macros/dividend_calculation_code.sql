{#- Code of a dividend calculation: the policy and the period's first day. -#}
{% macro dividend_calculation_code(dividend_policy_code, period_start) -%}
    {{ dividend_policy_code }} || ':' || cast({{ period_start }} as {{ dbt.type_string() }})
{%- endmacro %}
