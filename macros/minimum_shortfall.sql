{#-
    What a minimum bill adds to the bills of the services that share it: nothing where none of them is used or the bills
    reach it; null where the minimum is not known.

    minimum    the minimum as an amount of two decimals
    billed     bills of the services together
    quantity   largest quantity of them: 0 where nothing is used
-#}
{% macro minimum_shortfall(minimum, billed, quantity) -%}
    cast(case
        when {{ quantity }} = 0 then 0
        when {{ minimum }} > {{ billed }} then {{ minimum }} - {{ billed }}
        when {{ minimum }} <= {{ billed }} then 0
    end as decimal(18, 2))
{%- endmacro %}
