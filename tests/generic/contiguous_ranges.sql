{#-
    Within the rows of one key, ranges start at `start`, follow each other without gap or overlap and end open.
    `step` is what lies between the end of a range and the start of the next: 0 for shared bounds, 1 for whole numbers.
-#}
{% test contiguous_ranges(model, lower, upper, key=[], start=0, step=0) %}
    with ordered as (
        select
            *,
            lag({{ upper }}) over (
                {% if key %}partition by {{ key | join(', ') }} {% endif %}order by {{ lower }}
            ) as previous_upper,
            row_number() over (
                {% if key %}partition by {{ key | join(', ') }} {% endif %}order by {{ lower }}
            ) as range_number,
            count(*) over (
                {% if key %}partition by {{ key | join(', ') }} {% endif %}
            ) as number_of_ranges
        from {{ model }}
    )

    select *
    from ordered
    where
        (range_number = 1 and {{ lower }} is distinct from {{ start }})
        or (range_number > 1 and {{ lower }} is distinct from previous_upper + {{ step }})
        or (range_number = number_of_ranges and {{ upper }} is not null)
{% endtest %}
