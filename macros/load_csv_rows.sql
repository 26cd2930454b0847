{#-
    Loads the rows of a seed by value and by the names of its columns: a batch of rows is one JSON text, bound as the
    one parameter of the insert. The engine casts each text to the declared type and reads no file.
    Takes the place of dbt's own macro, which binds every cell by itself (DuckDB needs half a millisecond a row for it).
-#}
{% macro default__load_csv_rows(model, agate_table) %}
    {%- set column_types = model['config']['column_types'] -%}
    {%- set columns = [] -%}
    {%- set cells = [] -%}
    {%- for column in agate_table.column_names -%}
        {%- do columns.append(adapter.quote(column)) -%}
        {%- do cells.append('cast(' ~ cell_of_json_row(loop.index0) ~ ' as ' ~ column_types[column] ~ ')') -%}
    {%- endfor -%}
    {%- set sql -%}
        insert into {{ this.render() }} ({{ columns | join(', ') }})
        select {{ cells | join(', ') }}
        from {{ json_rows(get_binding_char()) }}
    {%- endset -%}
    {%- for batch in agate_table.rows | batch(get_batch_size()) -%}
        {%- set rows = [] -%}
        {%- for row in batch -%} {%- do rows.append(row.values()) -%} {%- endfor -%}
        {%- do adapter.add_query(sql, bindings=[tojson(rows)], abridge_sql_log=True) -%}
    {%- endfor -%}
    {{ return(sql) }}
{% endmacro %}
