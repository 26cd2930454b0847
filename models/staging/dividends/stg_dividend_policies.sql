-- One row per version of the dividend policy.
select
    trim(dividend_policy_code) as dividend_policy_code,
    trim(name) as name,
    valid_from,
    valid_to,
    platform_share,
    trim(pool_basis) as pool_basis,
    trim(scoring_method) as scoring_method,
    min_acus,
    min_quality,
    volume_cap_acus,
    period_months,
    min_payout_eur,
    is_alternative,
    trim(source_code) as source_code
from {{ ref('raw_dividend_policies') }}
