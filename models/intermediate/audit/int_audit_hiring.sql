-- One row per check and subject of the hiring plan: stated cost and staff against months, prices
-- and the contractor plan. Never add up values: checks look at the same amounts.
with hiring_costs as (select * from {{ ref('stg_published_hiring_costs') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

-- A role of the plan counts once a month, however many milestones list it.
role_months as (
    select
        months.month_index,
        aliases.role_code,
        hiring_plan.milestone_code,
        max(hiring_plan.source_code) as source_code,
        sum(hiring_plan.fte) as fte
    from {{ ref('stg_published_hiring_plan') }} as hiring_plan
    inner join {{ ref('stg_role_aliases') }} as aliases
        on
            hiring_plan.role_title = aliases.published_title
            and aliases.staffing_plan_code = 'mediterranean'
    inner join milestones on hiring_plan.milestone_code = milestones.milestone_code
    inner join {{ ref('int_months') }} as months
        on months.month_index between milestones.first_month and milestones.last_month
    group by months.month_index, aliases.role_code, hiring_plan.milestone_code
),

people_months as (
    select
        month_index,
        role_code,
        max(source_code) as source_code,
        sum(fte) as paid_fte,
        max(fte) as needed_fte
    from role_months
    group by month_index, role_code
)

select
    'hiring_total' as check_code,
    hiring_costs.published_hiring_cost_code as subject_code,
    hiring_costs.milestone_code || ' hiring plan, ' || hiring_costs.estimate as subject,
    hiring_costs.milestone_code,
    hiring_costs.total_amount as stated_value,
    hiring_costs.monthly_amount * (milestones.last_month - milestones.first_month + 1)
        as recomputed_value,
    hiring_costs.currency_code as unit,
    hiring_costs.source_code
from hiring_costs
inner join milestones on hiring_costs.milestone_code = milestones.milestone_code

union all

select
    'hiring_overlap' as check_code,
    'program-mid' as subject_code,
    'Hiring plan, all milestones' as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    sum(paid_fte) as stated_value,
    sum(needed_fte) as recomputed_value,
    'FTE-months' as unit,
    max(source_code) as source_code
from people_months
