-- Every dividend calculation: pool = its basis (model revenue or margin) - platform share + what
-- was carried in.
with ordered as (
    select
        *,
        coalesce(
            lag(coalesce(carried_forward_eur, projected_carried_forward_eur)) over (
                partition by scenario_code order by period_start
            ), 0
        ) as carried_before_eur,
        coalesce(
            lag(projected_liability_eur) over (partition by scenario_code order by period_start), 0
        ) as liability_before_eur
    from {{ ref('dividend_calculations') }}
)

select *
from ordered
where
    dividend_pool_eur
    is distinct from pool_basis_eur - platform_share_eur + pool_carried_in_eur
    or pool_carried_in_eur is distinct from carried_before_eur
    or projected_opening_liability_eur is distinct from liability_before_eur
