-- One row per load, service and price tier that holds on the load's day: the tier's part of the
-- price of the service's quantity, in the tier's currency. Quantities of one service are added up
-- before they are priced, because tiers count per bill.
with quantities as (select * from {{ ref('int_infrastructure_quantities') }}),

loads as (select * from {{ ref('int_infrastructure_loads') }}),

tiers as (select * from {{ ref('int_service_price_tiers') }}),

bills as (
    select
        load_code,
        service_code,
        cast(sum(quantity) as decimal(18, 6)) as quantity
    from quantities
    group by load_code, service_code
)

select
    bills.load_code,
    loads.variant_code,
    loads.month_index,
    bills.service_code,
    bills.quantity,
    tiers.tier_code,
    tiers.valid_from as price_valid_from,
    tiers.currency_code,
    tiers.source_code,
    {{ tier_price('bills.quantity', 'tiers') }} as tier_price
from bills
inner join loads on bills.load_code = loads.load_code
-- A service without a price keeps its row: the not-null test then stops the build.
left join tiers
    on
        bills.service_code = tiers.service_code
        and loads.price_date >= tiers.effective_from
        and loads.price_date < tiers.effective_before
