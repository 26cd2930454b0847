-- One row per month of the plan, with the milestone that leads it.
select
    months.month_index,
    months.month_start,
    months.month_end,
    leading_milestones.milestone_code
from {{ ref('int_months') }} as months
left join {{ ref('int_leading_milestones') }} as leading_milestones
    on months.month_index = leading_milestones.month_index
