-- One row per counsel rate and start of validity. A new price is a new row: work that began before
-- keeps the price of its first month.
select
    trim(legal_counsel_rate_code) as legal_counsel_rate_code,
    valid_from,
    valid_to,
    rate_junior,
    rate_mid,
    rate_senior,
    rate_partner,
    fee_low,
    fee_mid,
    fee_high,
    trim(source_code) as source_code
from {{ ref('raw_legal_counsel_rate_versions') }}
