{#-
    Writes the descriptions of a relation and of its columns into the database, all in one call and without asking the
    catalog which columns exist: a column that is described and does not exist stops the build.
    Takes the place of dbt's own macro.
-#}
{% macro default__persist_docs(relation, model, for_relation, for_columns) -%}
    {%- set comments = [] -%}
    {%- if for_relation and config.persist_relation_docs() and model.description -%}
        {%- do comments.append(
            'comment on ' ~ relation.type ~ ' ' ~ relation ~ ' is ' ~ comment_text(model.description)
        ) -%}
    {%- endif -%}
    {%- if for_columns and config.persist_column_docs() -%}
        {%- for column in model.columns.values() if column.description -%}
            {%- do comments.append(
                'comment on column ' ~ relation ~ '.' ~ adapter.quote(column.name) ~ ' is '
                ~ comment_text(column.description)
            ) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if comments -%}
        {%- call statement('persist_docs') -%} {{ comments | join(';\n') }} {%- endcall -%}
    {%- endif -%}
{%- endmacro %}
