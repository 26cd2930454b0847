-- One row per staffing plan, month and milestone active in it: the weight at which the month's
-- shared costs are split. The weight is the milestone's FTE in the month; where no active milestone
-- has any, all weigh the same.
with milestone_months as (select * from {{ ref('int_milestone_months') }}),

staffing_plans as (select * from {{ ref('stg_staffing_plans') }}),

position_months as (select * from {{ ref('int_position_months') }}),

staffed as (
    select
        staffing_plans.staffing_plan_code,
        milestone_months.month_index,
        milestone_months.milestone_code,
        milestone_months.sequence,
        cast(coalesce(sum(position_months.fte), 0) as decimal(18, 6)) as fte
    from milestone_months
    cross join staffing_plans
    left join position_months
        on
            staffing_plans.staffing_plan_code = position_months.staffing_plan_code
            and milestone_months.month_index = position_months.month_index
            and milestone_months.milestone_code = position_months.milestone_code
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
