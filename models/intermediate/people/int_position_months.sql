-- One row per position, month of the plan and milestone (or operations) for which the position
-- works in it: its own milestone, else every milestone active in the month, in equal parts.
with positions as (select * from {{ ref('int_positions') }}),

months as (select * from {{ ref('int_months') }}),

milestone_months as (select * from {{ ref('int_milestone_months') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

worked as (
    select
        positions.position_code,
        positions.staffing_plan_code,
        positions.has_own_milestone,
        positions.salary_benchmark_code,
        positions.fte,
        months.month_index,
        case
            when positions.has_own_milestone then positions.milestone_code
            else milestone_months.milestone_code
        end as milestone_code
    from positions
    inner join months
        on months.month_index between positions.first_month and positions.last_month
    left join milestone_months
        on
            months.month_index = milestone_months.month_index
            and not positions.has_own_milestone
),

keyed as (
    select
        worked.*,
        coalesce(worked.milestone_code, 'operations') as milestone_key,
        coalesce(milestones.sequence, 0) as sequence,
        count(*) over (partition by worked.position_code, worked.month_index)
            as milestones_of_month
    from worked
    left join milestones on worked.milestone_code = milestones.milestone_code
)

select
    position_code,
    staffing_plan_code,
    case
        when has_own_milestone then position_code else position_code || ':' || milestone_key
    end as allocation_code,
    month_index,
    milestone_key,
    milestone_code,
    sequence,
    salary_benchmark_code,
    {{ divide('fte', 'milestones_of_month') }} as fte
from keyed
