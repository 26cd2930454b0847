-- One row per currency.
select
    trim(currency_code) as currency_code,
    trim(name) as name,
    minor_units,
    trim(source_code) as source_code
from {{ ref('raw_currencies') }}
