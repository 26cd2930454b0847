{#- A text to sort by: bytewise on every engine, whatever the locale of the database. -#}
{% macro byte_order(column) %}{{ return(adapter.dispatch('byte_order', 'vivim')(column)) }}{% endmacro %}

{% macro default__byte_order(column) %}{{ column }}{% endmacro %}

{% macro postgres__byte_order(column) %}{{ column }} collate "C"{% endmacro %}
