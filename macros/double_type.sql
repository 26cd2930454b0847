{#- Type of a double. Only for exp and power; the result is cast to a decimal before it is rounded. -#}
{% macro double_type() %}{{ return(adapter.dispatch('double_type', 'vivim')()) }}{% endmacro %}

{% macro default__double_type() %}double{% endmacro %}

{% macro postgres__double_type() %}double precision{% endmacro %}
