{#- Key of a row of raw_scenario_drivers as one text: scenario and driver. -#}
{% macro scenario_driver_key(scenario_code, driver_code) -%}
    {{ scenario_code }} || ':' || {{ driver_code }}
{%- endmacro %}
