-- A driver that moves none of the three measures of the tornado has a reason; one that moves any
-- has none. In a plan that ends before the last milestone, more drivers have no effect.
select
    driver_code,
    swing_eur,
    cost_per_active_user_swing,
    dividend_pool_swing_eur,
    no_effect_reason
from {{ ref('sensitivity_tornado') }}
where
    {{ var('horizon_months') }} >= (
        select max(milestones.last_month) from {{ ref('stg_milestones') }} as milestones
    )
    and (no_effect_reason is null)
    <> (swing_eur <> 0 or cost_per_active_user_swing <> 0 or dividend_pool_swing_eur <> 0)
