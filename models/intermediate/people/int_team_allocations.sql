-- One row per allocation: a position and the milestone (or operations) for which it works, over the
-- months of the plan in which it does.
with positions as (select * from {{ ref('int_positions') }}),

position_months as (select * from {{ ref('int_position_months') }}),

spans as (
    select
        allocation_code,
        position_code,
        milestone_code,
        milestone_key,
        min(month_index) as first_month,
        max(month_index) as last_month,
        cast(count(*) as integer) as month_count,
        cast(sum(fte) as decimal(18, 6)) as fte_months
    from position_months
    group by allocation_code, position_code, milestone_code, milestone_key
)

select
    spans.allocation_code,
    spans.position_code,
    positions.staffing_plan_code,
    spans.milestone_code,
    spans.milestone_key,
    positions.capability_code,
    positions.team_code,
    positions.role_code,
    positions.role_category_code,
    positions.location_code,
    positions.country_code,
    positions.employment_type,
    positions.salary_benchmark_code,
    {{ labor_budget_code(
        'positions.staffing_plan_code', 'spans.milestone_key', 'positions.salary_benchmark_code'
    ) }} as labor_budget_code,
    positions.currency_code,
    positions.fte as fte_count,
    positions.cost_type,
    spans.first_month,
    spans.last_month,
    spans.month_count,
    spans.fte_months,
    positions.seed,
    positions.input_key,
    positions.source_code
from spans
inner join positions on spans.position_code = positions.position_code
