-- One row per role: the place where a full-time equivalent costs least, mid estimate.
select
    role_code,
    location_code,
    employment_type,
    loaded_monthly_eur,
    is_proxy
from {{ ref('role_cost_comparison') }}
where cost_rank = 1
order by role_code
