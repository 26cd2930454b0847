{#-
    Stops at a seed with a number that its declared decimal type would cut or turn into 0. Says which, and in which
    column. A number smaller than 1 is written out, never with an exponent.
-#}
{% macro check_decimals(model, agate_table, column_types) %}
    {%- set faults = [] -%}
    {%- for column, type in column_types.items() if type.startswith('decimal') -%}
        {%- set scale = type.rpartition(',')[2].rstrip(')') | int -%}
        {%- set cut = modules.re.compile('[.][0-9]{' ~ scale ~ '}[0-9]*[1-9]|[eE]-') -%}
        {%- for value in agate_table.columns[column].values() if value is not none and cut.search(value | string) -%}
            {%- do faults.append('"' ~ column ~ '" ' ~ value ~ ' does not fit ' ~ type) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- if faults -%}
        {%- do exceptions.raise_compiler_error(
            'Numbers of ' ~ model['original_file_path'] ~ ': ' ~ faults | unique | join('; ') ~ '.'
        ) -%}
    {%- endif -%}
{% endmacro %}
