-- One row per dividend policy in force and dividend period, default scenario. pool_carried_in_eur
-- is part of dividend_pool_eur: never add pools up without taking it out.
with pools as (select * from {{ ref('int_dividend_pools') }} where dividend_run_code = 'in_force'),

statistics as (
    select * from {{ ref('int_dividend_statistics') }} where dividend_run_code = 'in_force'
)

select
    {{ dividend_calculation_code('pools.dividend_policy_code', 'pools.period_start') }}
        as dividend_calculation_code,
    pools.dividend_policy_code,
    pools.period_start,
    pools.period_end,
    pools.model_revenue_eur,
    pools.platform_share_eur,
    pools.pool_carried_in_eur,
    pools.dividend_pool_eur,
    pools.eligible_contributors,
    pools.total_acus,
    pools.total_composite,
    statistics.earned_eur,
    statistics.paid_eur,
    statistics.paid_contributors,
    statistics.opening_balance_eur,
    statistics.closing_balance_eur,
    cast(pools.dividend_pool_eur - statistics.earned_eur as decimal(18, 2)) as carried_forward_eur,
    statistics.average_earned_eur,
    statistics.median_earned_eur,
    statistics.minimum_earned_eur,
    statistics.maximum_earned_eur,
    case
        when pools.dividend_pool_eur < 0 then 'negative_pool_carried'
        when pools.dividend_pool_eur = 0 then 'no_pool'
        when not pools.is_distributed then 'pool_carried'
        when statistics.paid_eur = 0 then 'earned_not_paid'
        else 'paid'
    end as status
from pools
inner join statistics
    on
        pools.dividend_run_code = statistics.dividend_run_code
        and pools.period_start = statistics.period_start
