-- One row per way of paying contributors.
select
    trim(payout_method_code) as payout_method_code,
    trim(name) as name,
    share_of_payouts,
    fixed_fee,
    rate,
    trim(currency_code) as currency_code,
    trim(provider_code) as provider_code,
    trim(source_code) as source_code
from {{ ref('raw_payout_methods') }}
