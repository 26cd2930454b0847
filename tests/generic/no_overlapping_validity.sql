{#- Within the rows of one key, the days valid_from..valid_to do not overlap; an empty valid_to is open. -#}
{% test no_overlapping_validity(model, key=[]) %}
    with ordered as (
        select
            *,
            lead(valid_from) over (
                {% if key %}partition by {{ key | join(', ') }} {% endif %}order by valid_from
            ) as next_valid_from
        from {{ model }}
    )

    select *
    from ordered
    where
        valid_to < valid_from
        or next_valid_from = valid_from
        or next_valid_from <= coalesce(valid_to, next_valid_from)
{% endtest %}
