{#-
    Makes the table of a seed from the columns and types that its YAML declares, after the header of its file has been
    compared with them: no word of a CSV ever becomes SQL. No number is cut by its type. Takes the place of dbt's own macro.
-#}
{% macro default__create_csv_table(model, agate_table) %}
    {%- set column_types = model['config']['column_types'] -%}
    {%- do check_header(model, agate_table.column_names, column_types) -%}
    {%- do check_decimals(model, agate_table, column_types) -%}
    {%- set sql -%}
        create table {{ this.render() }} (
            {%- for column, type in column_types.items() %}
            {{ adapter.quote(column) }} {{ type }}{{ ',' if not loop.last }}
            {%- endfor %}
        )
    {%- endset -%}
    {%- call statement('create_csv_table') -%} {{ sql }} {%- endcall -%}
    {{ return(sql) }}
{% endmacro %}
