{#- First day on which a version serves: its valid_from, or the beginning of time for the first known version of a key. -#}
{% macro effective_from(key) -%}
    case
        when row_number() over (partition by {{ key | join(', ') }} order by valid_from) = 1
            then cast('1900-01-01' as date)
        else valid_from
    end
{%- endmacro %}
