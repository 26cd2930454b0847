{#- Whether a row with revenue_eur and the two net results earns money, before and after the dividend. -#}
{% macro unit_economics_status() -%}
    case
        when revenue_eur = 0 then 'no_revenue'
        when net_result_eur < 0 then 'loss'
        when net_result_after_dividend_eur < 0 then 'profit_before_dividend_only'
        else 'profit'
    end
{%- endmacro %}
