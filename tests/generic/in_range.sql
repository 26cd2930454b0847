{#- A value that is present lies between the bounds, both included. -#}
{% test in_range(model, column_name, minimum=none, maximum=none) %}
    select *
    from {{ model }}
    where
        {{ column_name }} is not null
        and not (
            {%- if minimum is not none %} {{ column_name }} >= {{ minimum }}{% else %} true{% endif %}
            {%- if maximum is not none %} and {{ column_name }} <= {{ maximum }}{% endif %}
        )
{% endtest %}
