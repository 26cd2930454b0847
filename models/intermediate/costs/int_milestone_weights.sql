-- One row per staffing plan, month and milestone active in it: the weight at which the month's
-- shared costs are split. The weight is the milestone's FTE in the month; where no active milestone
-- has any, all weigh the same.
with milestone_months as (select * from {{ ref('int_milestone_months') }}),

staffing_plans as (select * from {{ ref('stg_staffing_plans') }}),

allocations as (select * from {{ ref('int_team_allocations') }}),

staffed as (
    select
        staffing_plans.staffing_plan_code,
        milestone_months.month_index,
        milestone_months.milestone_code,
        milestone_months.sequence,
        cast(coalesce(sum(allocations.fte_count), 0) as decimal(18, 6)) as fte
    from milestone_months
    cross join staffing_plans
    left join allocations
        on
            staffing_plans.staffing_plan_code = allocations.staffing_plan_code
            and milestone_months.milestone_code = allocations.milestone_code
            and milestone_months.month_index >= allocations.first_month
            and milestone_months.month_index <= allocations.last_month
    group by
        staffing_plans.staffing_plan_code,
        milestone_months.month_index,
        milestone_months.milestone_code,
        milestone_months.sequence
)

select
    staffing_plan_code,
    month_index,
    milestone_code,
    sequence,
    fte,
    case
        when
            sum(fte) over (partition by staffing_plan_code, month_index) = 0
            then cast(1 as decimal(18, 6))
        else fte
    end as split_weight
from staffed
