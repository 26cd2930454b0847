-- A first known price that came after project_start is marked: it serves the months before it. No
-- later price is.
{{ config(meta={'gate': {
    'seed': 'raw_service_pricing_tiers', 'column': 'is_backfilled',
    'expected': 'true for a first known price that came after project_start, false for a later one'
}}) }}
with first_prices as (
    select
        service_code,
        min(valid_from) as valid_from
    from {{ ref('stg_service_pricing_tiers') }}
    group by service_code
)

select
    tiers.tier_code,
    tiers.valid_from,
    tiers.is_backfilled
from {{ ref('stg_service_pricing_tiers') }} as tiers
inner join first_prices on tiers.service_code = first_prices.service_code
where
    (tiers.is_backfilled and tiers.valid_from > first_prices.valid_from)
    or (
        not tiers.is_backfilled
        and tiers.valid_from = first_prices.valid_from
        and tiers.valid_from > cast('{{ var("project_start") }}' as date)
    )
