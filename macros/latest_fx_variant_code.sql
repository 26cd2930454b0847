{#- Code of the variant of a scenario that runs on the newest exchange rates. -#}
{% macro latest_fx_variant_code(scenario_code) -%}
    {{ scenario_code }} || '~fx-latest'
{%- endmacro %}
