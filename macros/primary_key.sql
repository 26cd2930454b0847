{#-
    Columns that name a row of a seed or model: its primary key, or else the key of its test valid_rows. Empty where it
    has neither.
-#}
{% macro primary_key(node) -%}
    {%- for constraint in node.constraints | default([]) if constraint.type == 'primary_key' -%}
        {{ return(constraint.columns) }}
    {%- endfor -%}
    {%- for test in graph.get('nodes', {}).values() if test.attached_node == node.unique_id and test.test_metadata.name == 'valid_rows' -%}
        {{ return(test.test_metadata.kwargs.key | default([])) }}
    {%- endfor -%}
    {{ return([]) }}
{%- endmacro %}
