-- One row per minimum bill that services share, and start of validity.
select
    trim(service_minimum_code) as service_minimum_code,
    trim(name) as name,
    minimum_amount,
    trim(currency_code) as currency_code,
    valid_from,
    trim(source_code) as source_code
from {{ ref('raw_service_minimums') }}
