-- One row per dividend run, period and eligible contributor: the part of the pool, to the cent.
with composites as (select * from {{ ref('int_contributor_composites') }} where is_eligible),

pools as (select * from {{ ref('int_dividend_pools') }} where is_distributed),

parts as (
    select
        composites.dividend_run_code,
        composites.period_start,
        composites.contributor_code,
        composites.composite_score,
        pools.dividend_pool_eur,
        pools.total_composite
    from composites
    inner join pools
        on
            composites.dividend_run_code = pools.dividend_run_code
            and composites.period_start = pools.period_start
),

allocated as (
    {{ largest_remainder(
        'parts', 'dividend_pool_eur', 'composite_score', ['dividend_run_code', 'period_start'], ['contributor_code'],
        [byte_order('contributor_code')]
    ) }}
)

select
    allocated.dividend_run_code,
    allocated.period_start,
    allocated.contributor_code,
    {{ divide('parts.composite_score', 'parts.total_composite', 8) }} as contribution_share,
    allocated.allocated_amount as earned_eur
from allocated
inner join parts
    on
        allocated.dividend_run_code = parts.dividend_run_code
        and allocated.period_start = parts.period_start
        and allocated.contributor_code = parts.contributor_code
