-- One row per milestone and month in which it is active.
select
    milestones.milestone_code,
    milestones.sequence,
    milestones.first_month,
    months.month_index
from {{ ref('stg_milestones') }} as milestones
inner join {{ ref('int_months') }} as months
    on months.month_index between milestones.first_month and milestones.last_month
