-- Under an acu_weighted policy, splitting the largest account of a period into equal parts gains
-- its owner at most three cents; under an additive one it pays wherever the pool is worth a split.
select
    gains.dividend_run_code,
    gains.period_start,
    gains.split_gain_eur
from {{ ref('int_dividend_split_gains') }} as gains
inner join {{ ref('stg_dividend_policies') }} as policies
    on gains.dividend_run_code = policies.dividend_policy_code
inner join {{ ref('int_dividend_pools') }} as pools
    on
        gains.dividend_run_code = pools.dividend_run_code
        and gains.period_start = pools.period_start
where
    (policies.scoring_method = 'acu_weighted' and gains.split_gain_eur > 0.03)
    or (
        policies.scoring_method = 'additive'
        and gains.split_gain_eur <= 0.03
        and pools.dividend_pool_eur >= pools.eligible_contributors
    )
