{#- EUR for one unit of a currency where the driver fx_usd holds: it moves the rate of USD and no other. -#}
{% macro moved_fx_rate(currency_code, eur_per_unit, fx_usd) -%}
    cast(
        case when {{ currency_code }} = 'USD' then {{ product([eur_per_unit, fx_usd]) }} else {{ eur_per_unit }} end
        as decimal(18, 8)
    )
{%- endmacro %}
