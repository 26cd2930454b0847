-- One row per month of a milestone: the active milestone that started last.
with ranked as (
    select
        month_index,
        milestone_code,
        row_number()
            over (partition by month_index order by first_month desc, sequence desc)
            as start_rank
    from {{ ref('int_milestone_months') }}
)

select
    month_index,
    milestone_code
from ranked
where start_rank = 1
