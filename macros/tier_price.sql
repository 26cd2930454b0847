{#-
    A tier's part of the price of a quantity; the tiers of one service and day add up to the price of the bill.
    A tier holds from_units < q <= to_units. graduated: each unit at its own tier's price, and each tier's flat fee once
    the quantity reaches it; volume: all units at the price of the tier that holds the quantity, plus its flat fee;
    package: whole packages of what lies above the tier's lower bound, plus its flat fee once the quantity reaches it: a
    first tier with a price of 0 holds the free units and the base fee. A quantity of 0 costs 0.
-#}
{% macro tier_price(quantity, tiers) -%}
    {%- set reached = quantity ~ ' > ' ~ tiers ~ '.from_units' -%}
    {%- set units_in_tier -%}
        (least({{ quantity }}, coalesce({{ tiers }}.to_units, {{ quantity }})) - {{ tiers }}.from_units)
    {%- endset -%}
    cast(case
        when {{ quantity }} = 0 then 0
        when {{ tiers }}.pricing_model = 'graduated' and {{ reached }}
            then {{ tiers }}.flat_fee + {{ product([tiers ~ '.unit_price', units_in_tier]) }}
        when
            {{ tiers }}.pricing_model = 'volume' and {{ reached }}
            and ({{ tiers }}.to_units is null or {{ quantity }} <= {{ tiers }}.to_units)
            then {{ tiers }}.flat_fee + {{ product([tiers ~ '.unit_price', quantity]) }}
        when {{ tiers }}.pricing_model = 'package' and {{ reached }}
            then
                {{ tiers }}.flat_fee
                + {{ product([
                    tiers ~ '.unit_price',
                    package_count(quantity ~ ' - ' ~ tiers ~ '.from_units', tiers ~ '.package_size'),
                ]) }}
        else 0
    end as decimal(28, 10))
{%- endmacro %}
