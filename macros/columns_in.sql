{#- Columns of a seed or model that an SQL condition names, in their order. -#}
{% macro columns_in(condition, node) -%}
    {%- set words = modules.re.findall('\\w+', condition) -%}
    {{ return(node.columns | select('in', words) | list) }}
{%- endmacro %}
