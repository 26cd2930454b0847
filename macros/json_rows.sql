{#- Relation csv_rows with one row for each row of a JSON text: [["a", "1"], ["b", null]]. -#}
{% macro json_rows(json) -%}
    {{ return(adapter.dispatch('json_rows')(json)) }}
{%- endmacro %}

{% macro default__json_rows(json) -%}
    (select unnest(from_json({{ json }}, '[["varchar"]]')) as cells) as csv_rows
{%- endmacro %}

{% macro postgres__json_rows(json) -%}
    jsonb_array_elements(cast({{ json }} as jsonb)) as csv_rows (cells)
{%- endmacro %}
