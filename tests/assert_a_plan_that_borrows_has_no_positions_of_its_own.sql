-- A staffing plan that borrows the positions of another has none of its own, and the other one does
-- not borrow: such positions would be priced nowhere.
{{ config(meta={'gate': {
    'seed': 'raw_staffing_plans', 'column': 'positions_from_plan_code',
    'expected': 'a plan without positions of its own, and a lender that does not borrow'
}}) }}
with own_positions as (
    select staffing_plan_code from {{ ref('stg_staffing_positions') }}
    union all
    select staffing_plan_code from {{ ref('stg_milestone_team_allocations') }}
),

counts as (
    select
        staffing_plan_code,
        count(*) as own_positions
    from own_positions
    group by staffing_plan_code
)

select
    plans.staffing_plan_code,
    plans.positions_from_plan_code,
    counts.own_positions,
    lenders.positions_from_plan_code as lender_borrows_from
from {{ ref('stg_staffing_plans') }} as plans
inner join {{ ref('stg_staffing_plans') }} as lenders
    on plans.positions_from_plan_code = lenders.staffing_plan_code
left join counts on plans.staffing_plan_code = counts.staffing_plan_code
where counts.own_positions is not null or lenders.positions_from_plan_code is not null
