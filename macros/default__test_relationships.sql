{#- dbt's test of a foreign key, which here returns the rule, the column, the key of the row and the value found. -#}
{% macro default__test_relationships(model, column_name, to, field) %}
    with children as (select * from {{ model }})

    select
        'is in {{ to.identifier }}.{{ field }}' as rule,
        '{{ column_name }}' as column_name,
        {{ row_text(primary_key(checked_node())) }} as row_key,
        {{ row_text([column_name], named=false) }} as value
    from children
    where
        {{ column_name }} is not null
        and not exists (select 1 from {{ to }} as parents where parents.{{ field }} = children.{{ column_name }})
{% endmacro %}
