{#-
    Exact quotient of two decimals, rounded once, half away from zero, to `scale` decimals. Null where the divisor is 0
    or null. Both are read with ten decimals and divided as integers: `/` gives a double on DuckDB and cuts on Spark.
-#}
{% macro divide(dividend, divisor, scale=6, precision=18) -%}
    {%- set whole -%} cast(cast({{ dividend }} as decimal(28, 10)) * 10000000000 as {{ big_integer() }}) {%- endset -%}
    {%- set parts -%} cast(cast({{ divisor }} as decimal(28, 10)) * 10000000000 as {{ big_integer() }}) {%- endset -%}
    {%- set doubled -%} (2 * abs({{ whole }}) * {{ 10 ** scale }} + abs({{ parts }})) {%- endset -%}
    {%- set rounded = integer_quotient(doubled, 'nullif(2 * abs(' ~ parts ~ '), 0)') -%}
    cast(
        cast({{ rounded }} as decimal(38, 0))
        * cast('{{ "%.*f" | format(scale, 10 ** -scale) }}' as decimal({{ scale + 1 }}, {{ scale }}))
        * (case when ({{ dividend }} < 0) = ({{ divisor }} < 0) then 1 else -1 end)
        as decimal({{ precision }}, {{ scale }})
    )
{%- endmacro %}
