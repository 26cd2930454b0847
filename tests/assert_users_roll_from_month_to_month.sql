-- Every scenario and month: total users = last month's + new - churned.
with ordered as (
    select
        *,
        coalesce(lag(total_users) over (partition by scenario_code order by month_index), 0)
            as total_users_before
    from {{ ref('user_base_projections') }}
)

select *
from ordered
where
    total_users is distinct from total_users_before + new_users - churned_users
    or new_users < 0
    or churned_users < 0
    or contributors > active_users
