{#- The seed or model that a generic test is attached to, as dbt's graph has it. -#}
{% macro checked_node() -%}
    {{ return(graph.nodes[model.attached_node] if execute else {'columns': {}, 'constraints': []}) }}
{%- endmacro %}
