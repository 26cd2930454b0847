-- One row per position: one seat of a staffing plan that is described by positions, for a span of
-- months.
select
    trim(position_code) as position_code,
    trim(staffing_plan_code) as staffing_plan_code,
    trim(capability_code) as capability_code,
    trim(role_code) as role_code,
    trim(location_code) as location_code,
    trim(employment_type) as employment_type,
    trim(team_code) as team_code,
    trim(cost_type) as cost_type,
    fte,
    first_month,
    last_month,
    trim(reason) as reason,
    trim(source_code) as source_code
from {{ ref('raw_staffing_positions') }}
