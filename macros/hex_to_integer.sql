{#- A text of at most 15 hexadecimal digits as a bigint. -#}
{% macro hex_to_integer(digits) %}{{ return(adapter.dispatch('hex_to_integer', 'vivim')(digits)) }}{% endmacro %}

{% macro default__hex_to_integer(digits) -%}
    cast(conv({{ digits }}, 16, 10) as bigint)
{%- endmacro %}

{% macro duckdb__hex_to_integer(digits) -%}
    cast('0x' || {{ digits }} as bigint)
{%- endmacro %}

{% macro postgres__hex_to_integer(digits) -%}
    cast(cast('x' || lpad({{ digits }}, 16, '0') as bit(64)) as bigint)
{%- endmacro %}
