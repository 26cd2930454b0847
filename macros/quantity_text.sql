{#- A quantity with a fixed part and a part per active user, as text: "3", "0.004 per active user" or both with a plus. -#}
{% macro quantity_text(fixed, per_active_user) -%}
    case
        when {{ per_active_user }} = 0 then {{ plain_number(fixed) }}
        when {{ fixed }} = 0 then {{ plain_number(per_active_user) }} || ' per active user'
        else {{ plain_number(fixed) }} || ' + ' || {{ plain_number(per_active_user) }} || ' per active user'
    end
{%- endmacro %}
