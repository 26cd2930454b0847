{#- Prints the rows that failing tests returned, at most ten a test: on-run-end. -#}
{% macro print_failures(results) -%}
    {%- for result in results if result.status == 'fail' and result.node.resource_type == 'test' -%}
        {%- do print('\n' ~ result.node.name ~ ': ' ~ result.failures ~ ' bad row' ~ ('s' if result.failures > 1)) -%}
        {%- set rows = run_query('select * from (' ~ result.node.compiled_code ~ ') as bad_rows limit 10').rows -%}
        {%- for agate_row in rows -%}
            {%- set row = agate_row.dict() -%}
            {%- if row.rule is defined -%}
                {#- Values of several columns stand behind their names. -#}
                {%- set found = row.value if ', ' in row.column_name and '=' in row.value else row.column_name ~ ' is ' ~ row.value -%}
                {%- do print('    ' ~ row.row_key ~ ': ' ~ found ~ '; rule: ' ~ row.rule) -%}
            {%- else -%}
                {%- set cells = [] -%}
                {%- for name, cell in row.items() -%}
                    {%- do cells.append(name ~ ' = ' ~ cell) -%}
                {%- endfor -%}
                {%- do print('    ' ~ cells | join(', ')) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if result.failures > 10 -%}{%- do print('    and ' ~ (result.failures - 10) ~ ' more') -%}{%- endif -%}
    {%- endfor -%}
{%- endmacro %}
