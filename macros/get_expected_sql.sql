{#- SQL of what a unit test expects: the columns that its first row names. Takes the place of dbt's own macro. -#}
{% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) -%}
    {%- if not rows -%}
    select * from dbt_internal_unit_test_actual where false
    {%- else -%}
        {%- set types = {} -%}
        {%- for column in rows[0] if column | lower in column_name_to_data_types -%}
            {%- do types.update({column | lower: column_name_to_data_types[column | lower]}) -%}
        {%- endfor -%}
        {%- for row in rows if row | length != rows[0] | length -%}
            {%- do exceptions.raise_compiler_error(
                'Expected rows of unit test ' ~ model.name ~ ' name different columns: ' ~ row.keys() | list
            ) -%}
        {%- endfor -%}
    {{ typed_rows(rows, types, 'expected output') }}
    {%- endif -%}
{%- endmacro %}
