{#- Type by name in lower case of the columns of a relation, in their order; empty where the relation does not exist. -#}
{% macro column_types_of(relation) -%}
    {{ return(adapter.dispatch('column_types_of')(relation)) }}
{%- endmacro %}

{% macro default__column_types_of(relation) -%}
    {%- set types = {} -%}
    {%- for column in adapter.get_columns_in_relation(relation) -%}
        {#- A text longer than its column must not be cut in silence. -#}
        {%- set type = column.data_type.split('(')[0] if 'varying' in column.data_type else column.data_type -%}
        {%- do types.update({column.name | lower: type}) -%}
    {%- endfor -%}
    {{ return(types) }}
{%- endmacro %}

{% macro duckdb__column_types_of(relation) -%}
    {#- One statement of DuckDB, where the general way goes through two macros and a table. -#}
    {%- set types = {} -%}
    {%- if load_relation(relation) -%}
        {%- for column in adapter.get_column_schema_from_query('select * from ' ~ relation) -%}
            {%- do types.update({column.name | lower: column.dtype}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(types) }}
{%- endmacro %}
