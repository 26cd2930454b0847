{#- Number of whole packages that hold a quantity: the quotient, rounded up. -#}
{% macro package_count(quantity, package_size) -%}
    {%- set units -%} cast(cast({{ quantity }} as decimal(28, 10)) * 10000000000 as {{ big_integer() }}) {%- endset -%}
    {%- set package -%} cast(cast({{ package_size }} as decimal(28, 10)) * 10000000000 as {{ big_integer() }}) {%- endset -%}
    cast({{ integer_quotient('(' ~ units ~ ' + ' ~ package ~ ' - 1)', package) }} as decimal(18, 0))
{%- endmacro %}
