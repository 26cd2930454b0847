{#- Code of a sensitivity run: the scenario, the driver that is moved, and the end to which it is moved. -#}
{% macro sensitivity_variant_code(scenario_code, driver_code, driver_end) -%}
    {{ scenario_code }} || '~' || {{ driver_code }} || '~' || {{ driver_end }}
{%- endmacro %}
