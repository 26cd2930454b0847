{#-
    SQL of a given input of a unit test. Takes the place of dbt's own macro, which repeats every column of the input,
    with its cast, in every row and asks the catalog in a roundabout way: 0.2 of the 0.4 seconds of a unit test.
-#}
{% macro get_fixture_sql(rows, column_name_to_data_types) -%}
    {#- A parent that is not built here is described by the one that the state names. -#}
    {%- set relation = defer_relation if defer_relation and not load_relation(this) else this -%}
    {%- set types = column_types_of(relation) -%}
    {%- if not types -%}
        {%- do exceptions.raise_compiler_error(
            "Not able to get columns for unit test '" ~ model.name ~ "' from relation " ~ this
            ~ " because the relation doesn't exist"
        ) -%}
    {%- endif -%}
    {{ typed_rows(rows, types, "'" ~ model.name ~ "'") }}
{%- endmacro %}
