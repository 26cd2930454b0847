-- One row per counsel rate and version of its price, with the days for which it serves. The first
-- known version also serves earlier days; the last one carries on.
with counsel_rates as (select * from {{ ref('stg_legal_counsel_rates') }}),

versions as (select * from {{ ref('stg_legal_counsel_rate_versions') }})

select
    versions.legal_counsel_rate_code,
    versions.valid_from,
    counsel_rates.engagement_type,
    counsel_rates.currency_code,
    versions.rate_junior,
    versions.rate_mid,
    versions.rate_senior,
    versions.rate_partner,
    versions.fee_low,
    versions.fee_mid,
    versions.fee_high,
    versions.source_code,
    {{ dated_key('versions.legal_counsel_rate_code', 'versions.valid_from') }} as input_key,
    {{ effective_from(['versions.legal_counsel_rate_code']) }} as effective_from,
    {{ effective_before(['versions.legal_counsel_rate_code']) }} as effective_before
from versions
inner join counsel_rates
    on versions.legal_counsel_rate_code = counsel_rates.legal_counsel_rate_code
