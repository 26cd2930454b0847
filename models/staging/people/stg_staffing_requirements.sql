-- One row per capability and number of active users from which the requirement holds.
select
    trim(requirement_code) as requirement_code,
    trim(capability_code) as capability_code,
    from_active_users,
    min_fte,
    users_per_fte,
    trim(source_code) as source_code
from {{ ref('raw_staffing_requirements') }}
