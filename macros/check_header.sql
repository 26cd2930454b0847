{#- Stops at a seed whose header is not the declared columns, in any order. Says which columns, and in which file. -#}
{% macro check_header(model, header, column_types) %}
    {%- set faults = [] -%}
    {%- for column in column_types if column not in header -%}
        {%- do faults.append('column "' ~ column ~ '" is missing') -%}
    {%- endfor -%}
    {%- for column in header if column not in column_types -%}
        {#- The reader of the file calls the second "code" of a header "code_2", and a column without a name "b". -#}
        {%- set first = column.rpartition('_')[0] -%}
        {%- if first in header and column.rpartition('_')[2].isdigit() -%}
            {%- do faults.append('column "' ~ first ~ '" stands twice') -%}
        {%- else -%}
            {%- do faults.append('column "' ~ column ~ '" has no type in the YAML of the seed') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if faults -%}
        {%- do exceptions.raise_compiler_error(
            'Header of ' ~ model['original_file_path'] ~ ': ' ~ faults | join('; ') ~ '.'
        ) -%}
    {%- endif -%}
{% endmacro %}
