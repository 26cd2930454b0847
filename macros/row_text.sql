{#- Values of a row as one text for people: `code = ES-PM, valid_from = 2026-01-01`, or the bare value. -#}
{% macro row_text(columns, named=true) -%}
    {%- for column in columns -%}
        {{ " || ', " if not loop.first else "'" if named }}{{ column ~ " = ' || " if named -}}
        coalesce(cast({{ column }} as {{ dbt.type_string() }}), 'null')
    {%- else -%}
        cast(null as {{ dbt.type_string() }})
    {%- endfor -%}
{%- endmacro %}
