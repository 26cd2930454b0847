-- One row per allocation of a staffing plan: a position and the milestone (or operations) for which
-- it works, priced by its salary benchmark at drivers 1. A position that works for several
-- milestones stands in several rows with its whole fte_count: add up fte_months instead. Low, mid
-- and high are estimates of the same cost: never add them up.
with allocations as (select * from {{ ref('int_team_allocations') }}),

costs as (select * from {{ ref('int_labor_costs') }} where is_budget),

priced as (
    select
        {% for estimate in ['low', 'mid', 'high'] -%}
            cast(
                sum(case when estimate = '{{ estimate }}' then cost_eur end)
                as decimal(18, 2)
            ) as cost_{{ estimate }}_eur,
        {% endfor -%}
        allocation_code
    from costs
    group by allocation_code
)

select
    allocations.allocation_code,
    allocations.position_code,
    allocations.staffing_plan_code,
    allocations.milestone_code,
    allocations.milestone_key,
    allocations.capability_code,
    allocations.team_code,
    allocations.role_code,
    allocations.location_code,
    allocations.employment_type,
    allocations.salary_benchmark_code,
    allocations.labor_budget_code,
    allocations.cost_type,
    allocations.fte_count,
    allocations.first_month,
    allocations.last_month,
    allocations.fte_months,
    priced.cost_low_eur,
    priced.cost_mid_eur,
    priced.cost_high_eur,
    allocations.source_code
from allocations
left join priced on allocations.allocation_code = priced.allocation_code
