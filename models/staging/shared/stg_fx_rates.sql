-- One row per currency and date on which a rate was seen.
select
    trim(currency_code) as currency_code,
    rate_date,
    trim(rate_kind) as rate_kind,
    quoted_units_per_eur,
    eur_per_unit,
    trim(source_code) as source_code
from {{ ref('raw_fx_rates') }}
