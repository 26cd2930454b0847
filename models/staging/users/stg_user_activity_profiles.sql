-- One row per activity profile of active users.
select
    trim(profile_code) as profile_code,
    trim(name) as name,
    trim(description) as description,
    share_of_users,
    monthly_usage_units,
    monthly_sessions,
    monthly_messages,
    stored_mb,
    trim(source_code) as source_code
from {{ ref('raw_user_activity_profiles') }}
