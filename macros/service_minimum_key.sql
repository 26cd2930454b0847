{#- Key of a row of raw_service_minimums as one text: minimum and start of validity. -#}
{% macro service_minimum_key(service_minimum_code, valid_from) -%}
    {{ service_minimum_code }} || ':' || cast({{ valid_from }} as {{ dbt.type_string() }})
{%- endmacro %}
