-- One row per check and subject of the hiring plan: stated cost and staff against months, prices
-- and the contractor plan. Never add up values: checks look at the same amounts.
with hiring_costs as (select * from {{ ref('stg_published_hiring_costs') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

hiring_fte as (
    select
        milestone_code,
        sum(fte) as fte
    from {{ ref('stg_published_hiring_plan') }}
    group by milestone_code
),

personnel_fte as (
    select
        milestone_code,
        max(source_code) as source_code,
        sum(fte) as fte
    from {{ ref('stg_published_personnel_lines') }}
    where not is_subtotal
    group by milestone_code
),

team_prices as (
    select
        allocations.milestone_code,
        labor_costs.estimate,
        sum(labor_costs.cost_eur) as cost_eur
    from {{ ref('int_team_allocations') }} as allocations
    inner join {{ ref('int_labor_costs') }} as labor_costs
        on allocations.allocation_code = labor_costs.allocation_code
    where
        allocations.employment_type = 'full_time'
        and allocations.milestone_code is not null
        and labor_costs.is_budget
    group by allocations.milestone_code, labor_costs.estimate
),

-- One team at a time: the dearest of the milestones that share a month.
single_team_months as (
    select
        months.month_index,
        hiring_costs.estimate,
        hiring_costs.currency_code,
        max(hiring_costs.monthly_amount) as monthly_amount
    from {{ ref('int_months') }} as months
    inner join milestones
        on months.month_index between milestones.first_month and milestones.last_month
    inner join hiring_costs on milestones.milestone_code = hiring_costs.milestone_code
    group by months.month_index, hiring_costs.estimate, hiring_costs.currency_code
),

single_team_totals as (
    select
        estimate,
        currency_code,
        count(*) as number_of_months,
        sum(monthly_amount) as amount
    from single_team_months
    group by estimate, currency_code
),

stated_totals as (
    select
        estimate,
        max(source_code) as source_code,
        sum({{ divide('total_amount', 'monthly_amount') }}) as number_of_months,
        sum(total_amount) as amount
    from hiring_costs
    group by estimate
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
    'hiring_team_price' as check_code,
    hiring_costs.published_hiring_cost_code as subject_code,
    hiring_costs.milestone_code || ' hiring plan, ' || hiring_costs.estimate as subject,
    hiring_costs.milestone_code,
    hiring_costs.total_amount as stated_value,
    team_prices.cost_eur as recomputed_value,
    hiring_costs.currency_code as unit,
    hiring_costs.source_code
from hiring_costs
inner join team_prices
    on
        hiring_costs.milestone_code = team_prices.milestone_code
        and hiring_costs.estimate = team_prices.estimate
where hiring_costs.estimate = 'mid'

union all

select
    'team_size' as check_code,
    lower(personnel_fte.milestone_code) as subject_code,
    personnel_fte.milestone_code || ' team' as subject,
    personnel_fte.milestone_code,
    personnel_fte.fte as stated_value,
    hiring_fte.fte as recomputed_value,
    'FTE' as unit,
    personnel_fte.source_code
from personnel_fte
inner join hiring_fte on personnel_fte.milestone_code = hiring_fte.milestone_code

union all

select
    'hiring_overlap' as check_code,
    'program-' || stated_totals.estimate as subject_code,
    'Hiring plan, all milestones, ' || stated_totals.estimate as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    stated_totals.amount as stated_value,
    single_team_totals.amount as recomputed_value,
    single_team_totals.currency_code as unit,
    stated_totals.source_code
from stated_totals
inner join single_team_totals on stated_totals.estimate = single_team_totals.estimate

union all

select
    'months_paid' as check_code,
    'program' as subject_code,
    'Hiring plan, all milestones' as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    stated_totals.number_of_months as stated_value,
    single_team_totals.number_of_months as recomputed_value,
    'months' as unit,
    stated_totals.source_code
from stated_totals
inner join single_team_totals on stated_totals.estimate = single_team_totals.estimate
where stated_totals.estimate = 'mid'
