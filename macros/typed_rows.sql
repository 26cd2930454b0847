{#-
    Rows of a unit test as one select: the cells are texts of one `values` list, and each column is cast once.

    rows   the rows as the YAML gives them; a column that a row leaves out is null
    types  type of every column of the result by its name in lower case, in the order of the result
    owner  whose rows they are, for the message about a column that does not exist
-#}
{% macro typed_rows(rows, types, owner) -%}
    {%- set given = [] -%}
    {%- set lower_rows = [] -%}
    {%- for row in rows -%}
        {%- set lower_row = {} -%}
        {%- for column, value in row.items() -%}
            {%- set name = column | lower -%}
            {%- if name not in types -%}
                {%- do exceptions.raise_compiler_error(
                    "Invalid column name: '" ~ name ~ "' in unit test fixture for " ~ owner ~ ".\nAccepted columns for "
                    ~ owner ~ " are: " ~ types.keys() | list
                ) -%}
            {%- endif -%}
            {%- if name not in given -%} {%- do given.append(name) -%} {%- endif -%}
            {%- do lower_row.update({name: 'null' if value is none else "'" ~ value | replace("'", "''") ~ "'"}) -%}
        {%- endfor -%}
        {%- do lower_rows.append(lower_row) -%}
    {%- endfor -%}
    select
        {%- for name, type in types.items() %}
        cast({{ 'given_' ~ given.index(name) if name in given else 'null' }} as {{ type }}) as {{ adapter.quote(name) }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    {%- if given %}
    from (
        values
        {%- for row in lower_rows %}
        {%- set cells = [] -%}
        {%- for name in given -%} {%- do cells.append(row.get(name, 'null')) -%} {%- endfor %}
        ({{ cells | join(', ') }}){{ ',' if not loop.last }}
        {%- endfor %}
    ) as given_rows (
        {%- for name in given -%} given_{{ loop.index0 }}{{ ', ' if not loop.last }} {%- endfor -%}
    )
    {%- elif rows %}
    from (values {% for row in rows %}(0){{ ', ' if not loop.last }}{% endfor %}) as empty_rows (number)
    {%- else %}
    where false
    {%- endif %}
{%- endmacro %}
