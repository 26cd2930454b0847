-- One row per service, start of validity and tier.
select
    trim(tier_code) as tier_code,
    trim(service_code) as service_code,
    trim(pricing_model) as pricing_model,
    is_backfilled,
    from_units,
    to_units,
    unit_price,
    flat_fee,
    package_size,
    trim(currency_code) as currency_code,
    valid_from,
    valid_to,
    trim(source_code) as source_code
from {{ ref('raw_service_pricing_tiers') }}
