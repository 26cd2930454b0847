-- One row per month of the plan, with the milestone that leads it: the active one that started
-- last.
with months as (select * from {{ ref('int_months') }}),

milestone_months as (select * from {{ ref('int_milestone_months') }}),

ranked as (
    select
        months.*,
        milestone_months.milestone_code,
        row_number() over (
            partition by months.month_index
            order by milestone_months.first_month desc, milestone_months.sequence desc
        ) as start_rank
    from months
    left join milestone_months on months.month_index = milestone_months.month_index
)

select
    month_index,
    month_start,
    month_end,
    milestone_code
from ranked
where start_rank = 1
