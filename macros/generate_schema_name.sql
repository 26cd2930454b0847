{#- Schemas are raw, staging, intermediate, marts, restricted and restricted_inputs on every target, without the target's name in front. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
