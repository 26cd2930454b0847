{#- An amount of two decimals as a big integer of cents. -#}
{% macro to_cents(amount) -%}
    cast({{ amount }} * 100 as {{ big_integer() }})
{%- endmacro %}
