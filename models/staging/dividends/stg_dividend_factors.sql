-- One row per dividend policy and scoring factor.
select
    trim(dividend_policy_code) as dividend_policy_code,
    trim(factor) as factor,
    weight,
    trim(source_code) as source_code
from {{ ref('raw_dividend_factors') }}
