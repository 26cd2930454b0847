{#- A description as a literal of SQL. -#}
{% macro comment_text(description) -%}
    '{{ description | replace("'", "''") }}'
{%- endmacro %}
