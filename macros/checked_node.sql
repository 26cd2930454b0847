{#- The seed or model that a generic test is attached to, as dbt's graph has it; one without columns while dbt parses. -#}
{% macro checked_node() -%}
    {{ return(graph.get('nodes', {}).get(model.attached_node, {'columns': {}, 'constraints': []})) }}
{%- endmacro %}
