-- One row per pay set and role: the place where a full-time equivalent costs least, mid estimate.
select
    pay_set,
    role_code,
    location_code,
    employment_type,
    loaded_monthly_eur,
    is_proxy
from {{ ref('role_cost_comparison') }}
where cost_rank = 1
order by pay_set, role_code
