{#-
    Product of two or more factors, rounded half away from zero to decimal(28, 10) after each multiplication, so that
    every engine keeps the same digits. A factor is a decimal of at most 18 digits or an integer.
-#}
{% macro product(factors) -%}
    {%- set ns = namespace(sql='cast(' ~ factors[0] ~ ' as decimal(28, 10))') -%}
    {%- for factor in factors[1:] -%}
        {%- set ns.sql = 'cast(' ~ ns.sql ~ ' * (' ~ factor ~ ') as decimal(28, 10))' -%}
    {%- endfor -%}
    {{ ns.sql }}
{%- endmacro %}
