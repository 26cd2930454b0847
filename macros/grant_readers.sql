{#-
    SQL that gives each role of the variable `readers` its schemas and takes all others of the project away: on-run-end.
    Roles that are missing are created where the user may do that, else named. Nothing but PostgreSQL has roles.
-#}
{% macro grant_readers() -%}
    {%- if target.type == 'postgres' and execute -%}
        {%- set readers = var('readers') -%}
        {%- set roles = readers.values() | sum(start=[]) | unique | sort -%}
        {%- set found = run_query("select rolname from pg_roles").columns[0].values() -%}
        {%- set may_create = run_query("select rolsuper or rolcreaterole from pg_roles where rolname = current_user").columns[0].values()[0] -%}
        {%- set schemas = graph.nodes.values() | selectattr('resource_type', 'in', ['seed', 'model']) | map(attribute='schema') | unique | sort -%}
        {%- set existing = run_query("select nspname from pg_namespace").columns[0].values() -%}
        begin;
        {% for role in roles -%}
            {%- if role not in found and not may_create -%}
                {%- do print('role ' ~ role ~ ' does not exist and ' ~ target.user ~ ' may not create it: create role ' ~ role) -%}
            {%- else -%}
                {%- if role not in found %}create role {{ role }};{% endif %}
                {%- for schema in schemas if schema in existing %}
                    {%- if role in readers.get(schema, []) %}
                        grant usage on schema {{ schema }} to {{ role }};
                        grant select on all tables in schema {{ schema }} to {{ role }};
                        {#- What the next build makes anew can be read while it goes on. #}
                        alter default privileges in schema {{ schema }} grant select on tables to {{ role }};
                    {%- else %}
                        revoke all on all tables in schema {{ schema }} from {{ role }};
                        revoke all on schema {{ schema }} from {{ role }};
                        alter default privileges in schema {{ schema }} revoke all on tables from {{ role }};
                    {%- endif %}
                {%- endfor %}
            {%- endif %}
        {%- endfor %}
        commit;
    {%- endif -%}
{%- endmacro %}
