{#- Type of an integer of at least 38 digits. -#}
{% macro big_integer() %}{{ return(adapter.dispatch('big_integer', 'vivim')()) }}{% endmacro %}

{% macro default__big_integer() %}decimal(38, 0){% endmacro %}

{% macro duckdb__big_integer() %}hugeint{% endmacro %}
