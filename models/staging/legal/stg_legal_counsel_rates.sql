-- One row per kind of legal work, engagement type, jurisdiction and start of validity.
select
    trim(legal_counsel_rate_code) as legal_counsel_rate_code,
    trim(legal_service_category_code) as legal_service_category_code,
    trim(engagement_type) as engagement_type,
    trim(jurisdiction) as jurisdiction,
    rate_junior,
    rate_mid,
    rate_senior,
    rate_partner,
    fee_low,
    fee_mid,
    fee_high,
    trim(currency_code) as currency_code,
    valid_from,
    valid_to,
    trim(source_code) as source_code
from {{ ref('raw_legal_counsel_rates') }}
