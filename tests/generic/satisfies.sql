{#- Every row satisfies a condition; a condition that is null counts as a failure. -#}
{% test satisfies(model, condition) %}
    select *
    from {{ model }}
    where not coalesce({{ condition }}, false)
{% endtest %}
