{#- First day on which a version no longer serves: the valid_from of the next version of its key; the last one carries on. -#}
{% macro effective_before(key) -%}
    coalesce(
        lead(valid_from) over (partition by {{ key | join(', ') }} order by valid_from), cast('9999-12-31' as date)
    )
{%- endmacro %}
