-- One row per service, price version and tier, with the days for which the version serves.
-- The first known version also serves earlier days; the last one carries on.
with tiers as (select * from {{ ref('stg_service_pricing_tiers') }}),

versions as (
    select distinct
        service_code,
        valid_from
    from tiers
),

periods as (
    select
        service_code,
        valid_from,
        {{ effective_from(['service_code']) }} as effective_from,
        {{ effective_before(['service_code']) }} as effective_before
    from versions
)

select
    tiers.tier_code,
    tiers.service_code,
    tiers.pricing_model,
    tiers.from_units,
    tiers.to_units,
    tiers.unit_price,
    tiers.flat_fee,
    tiers.package_size,
    tiers.currency_code,
    tiers.valid_from,
    tiers.source_code,
    periods.effective_from,
    periods.effective_before
from tiers
inner join periods
    on
        tiers.service_code = periods.service_code
        and tiers.valid_from = periods.valid_from
