{#- Code of a labor cost case: the staffing plan and the four drivers that move labor. -#}
{% macro labor_case_code(staffing_plan_code, headcount, salary_level, contractor_rate, fx_usd) -%}
    {{ staffing_plan_code }}
    {%- for driver in [headcount, salary_level, contractor_rate, fx_usd] %}
    || '|' || cast({{ driver }} as {{ dbt.type_string() }})
    {%- endfor %}
{%- endmacro %}
