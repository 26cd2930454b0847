-- One row per activity profile.
select
    profile_code,
    name,
    description,
    share_of_users,
    monthly_usage_units,
    monthly_sessions,
    monthly_messages,
    stored_mb,
    source_code
from {{ ref('stg_user_activity_profiles') }}
