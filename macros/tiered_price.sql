{#-
    Price of a quantity over the tiers of one service and day; an aggregate over rows of stg_service_pricing_tiers.
    A tier holds from_units < q <= to_units. graduated: each unit at its own tier's price, and each tier's flat fee once
    the quantity reaches it; volume: all units at the price of the tier that holds the quantity, plus its flat fee;
    package: whole packages. A quantity of 0 costs 0.
-#}
{% macro tiered_price(quantity, tiers) -%}
    {%- set reached = quantity ~ ' > ' ~ tiers ~ '.from_units' -%}
    {%- set units_in_tier -%}
        (least({{ quantity }}, coalesce({{ tiers }}.to_units, {{ quantity }})) - {{ tiers }}.from_units)
    {%- endset -%}
    sum(case
        when {{ quantity }} = 0 then cast(0 as decimal(28, 10))
        when {{ tiers }}.pricing_model = 'graduated' and {{ reached }}
            then {{ tiers }}.flat_fee + {{ product([tiers ~ '.unit_price', units_in_tier]) }}
        when
            {{ tiers }}.pricing_model = 'volume' and {{ reached }}
            and ({{ tiers }}.to_units is null or {{ quantity }} <= {{ tiers }}.to_units)
            then {{ tiers }}.flat_fee + {{ product([tiers ~ '.unit_price', quantity]) }}
        when {{ tiers }}.pricing_model = 'package'
            then {{ product([tiers ~ '.unit_price', package_count(quantity, tiers ~ '.package_size')]) }}
        else cast(0 as decimal(28, 10))
    end)
{%- endmacro %}
