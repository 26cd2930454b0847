{#- Key of a row that is named by a code and a date, as one text: code and date around a colon. -#}
{% macro dated_key(code, date) -%}
    {{ code }} || ':' || cast({{ date }} as {{ dbt.type_string() }})
{%- endmacro %}
