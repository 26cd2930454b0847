-- One row per dividend run, period and contributor who shares in a pool that is distributed: the
-- whole cents of the part, and the remainder that decides who gets the cents left over.
-- pool cents x composite = part_cents x total composite + remainder. Cents of a pool x a composite
-- pass 64 bits (10^9 x 2.4 x 10^11); the part does not, nor the remainder, less than the total.
with composites as (select * from {{ ref('int_contributor_composites') }} where is_eligible),

pools as (
    select
        *,
        {{ to_cents('dividend_pool_eur') }} as pool_cents
    from {{ ref('int_dividend_pools') }}
    where is_distributed
),

divided as (
    select
        composites.dividend_run_code,
        composites.period_start,
        composites.contributor_code,
        composites.composite_score,
        pools.total_composite,
        pools.pool_cents,
        cast({{ integer_quotient(
            'pools.pool_cents * composites.composite_score',
            'cast(pools.total_composite as ' ~ big_integer() ~ ')'
        ) }} as bigint) as part_cents
    from composites
    inner join pools
        on
            composites.dividend_run_code = pools.dividend_run_code
            and composites.period_start = pools.period_start
)

select
    dividend_run_code,
    period_start,
    contributor_code,
    composite_score,
    total_composite,
    pool_cents,
    part_cents,
    cast(
        pool_cents * composite_score - cast(part_cents as {{ big_integer() }}) * total_composite
        as bigint
    ) as remainder
from divided
