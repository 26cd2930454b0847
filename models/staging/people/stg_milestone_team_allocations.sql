-- One row per allocation: staff of one role at one place for a span of months in one staffing plan.
select
    trim(allocation_code) as allocation_code,
    trim(staffing_plan_code) as staffing_plan_code,
    trim(milestone_code) as milestone_code,
    trim(team_code) as team_code,
    trim(role_code) as role_code,
    trim(location_code) as location_code,
    trim(employment_type) as employment_type,
    fte_count,
    trim(cost_type) as cost_type,
    first_month,
    last_month,
    trim(source_code) as source_code
from {{ ref('raw_milestone_team_allocations') }}
