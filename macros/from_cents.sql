{#- A big integer of cents as an amount of two decimals. -#}
{% macro from_cents(cents) -%}
    cast(cast({{ cents }} as decimal(38, 0)) * cast('0.01' as decimal(3, 2)) as decimal(18, 2))
{%- endmacro %}
