{#- A decimal as text without needless zeros, the same on every engine: 0.30 is 0.3, 100.00 is 100. -#}
{% macro plain_number(value) -%}
    rtrim(rtrim(cast(cast({{ value }} as decimal(28, 10)) as {{ dbt.type_string() }}), '0'), '.')
{%- endmacro %}
