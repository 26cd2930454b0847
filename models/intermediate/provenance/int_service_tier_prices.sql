-- One row per scenario variant, month, service and tier: the tier's part of the price of the
-- month's quantity, in the tier's currency. A tier that adds nothing to the price has no row.
with bills as (select * from {{ ref('int_infrastructure_service_costs') }}),

tiers as (select * from {{ ref('int_service_price_tiers') }}),

-- The same quantity is priced for every estimate.
quantities as (
    select distinct
        scenario_code,
        month_index,
        service_code,
        quantity,
        price_valid_from
    from bills
),

tier_prices as (
    select
        quantities.scenario_code,
        quantities.month_index,
        quantities.service_code,
        tiers.tier_code,
        cast({{ tiered_price('quantities.quantity', 'tiers') }} as decimal(28, 10)) as tier_price
    from quantities
    inner join tiers
        on
            quantities.service_code = tiers.service_code
            and quantities.price_valid_from = tiers.valid_from
    group by
        quantities.scenario_code,
        quantities.month_index,
        quantities.service_code,
        tiers.tier_code
)

select
    scenario_code,
    month_index,
    service_code,
    tier_code,
    tier_price
from tier_prices
where tier_price > 0
