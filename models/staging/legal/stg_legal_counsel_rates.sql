-- One row per kind of legal work, engagement type and jurisdiction: whose price
-- raw_legal_counsel_rate_versions states.
select
    trim(legal_counsel_rate_code) as legal_counsel_rate_code,
    trim(legal_service_category_code) as legal_service_category_code,
    trim(engagement_type) as engagement_type,
    trim(jurisdiction) as jurisdiction,
    trim(currency_code) as currency_code,
    trim(provider_code) as provider_code
from {{ ref('raw_legal_counsel_rates') }}
