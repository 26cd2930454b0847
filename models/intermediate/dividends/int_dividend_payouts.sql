-- One row per scenario variant and dividend period: the pool and the month after the period in
-- which it is paid.
with pools as (
    select * from {{ ref('int_dividend_pools_monthly') }} where dividend_run_code = 'in_force'
)

select
    variant_code,
    dividend_policy_code,
    period_start,
    period_end,
    period_last_month,
    period_last_month + 1 as payout_month,
    min_payout_eur,
    cast(sum(dividend_pool_eur) as decimal(18, 2)) as dividend_pool_eur
from pools
group by
    variant_code, dividend_policy_code, period_start, period_end, period_last_month, min_payout_eur
