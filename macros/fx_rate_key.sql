{#- Key of a row of raw_fx_rates as one text: currency and date. -#}
{% macro fx_rate_key(currency_code, rate_date) -%}
    {{ currency_code }} || ':' || cast({{ rate_date }} as {{ dbt.type_string() }})
{%- endmacro %}
