{#- The text of a cell of json_rows(), null where the CSV is empty. -#}
{% macro cell_of_json_row(index) -%}
    {{ return(adapter.dispatch('cell_of_json_row')(index)) }}
{%- endmacro %}

{% macro default__cell_of_json_row(index) -%} csv_rows.cells[{{ index + 1 }}] {%- endmacro %}

{% macro postgres__cell_of_json_row(index) -%} csv_rows.cells ->> {{ index }} {%- endmacro %}
