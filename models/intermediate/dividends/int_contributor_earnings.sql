-- One row per dividend run, period and eligible contributor: the part of the pool, to the cent.
with composites as (select * from {{ ref('int_contributor_composites') }} where is_eligible),

pools as (select * from {{ ref('int_dividend_pools') }} where is_distributed),

parts as (
    select
        composites.dividend_run_code,
        composites.period_start,
        composites.contributor_code,
        composites.composite_score,
        {{ divide('composites.composite_score', 'pools.total_composite', 8) }}
            as contribution_share,
        pools.dividend_pool_eur
    from composites
    inner join pools
        on
            composites.dividend_run_code = pools.dividend_run_code
            and composites.period_start = pools.period_start
),

allocated as (
    {{ largest_remainder(
        'parts', 'dividend_pool_eur', 'composite_score', ['dividend_run_code', 'period_start'],
        ['contributor_code', 'contribution_share'], [byte_order('contributor_code')]
    ) }}
)

select
    dividend_run_code,
    period_start,
    contributor_code,
    contribution_share,
    allocated_amount as earned_eur
from allocated
