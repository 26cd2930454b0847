-- Every dividend calculation: pool = model revenue - platform share + what was carried in.
with ordered as (
    select
        *,
        coalesce(lag(carried_forward_eur) over (order by period_start), 0) as carried_before_eur
    from {{ ref('dividend_calculations') }}
)

select *
from ordered
where
    dividend_pool_eur
    is distinct from model_revenue_eur - platform_share_eur + pool_carried_in_eur
    or pool_carried_in_eur is distinct from carried_before_eur
