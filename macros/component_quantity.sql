{#- Units of a month of an infrastructure component: fixed, and for each active user. -#}
{% macro component_quantity(components, active_users) -%}
    ({{ components }}.quantity_fixed + {{ product([components ~ '.quantity_per_active_user', active_users]) }})
{%- endmacro %}
