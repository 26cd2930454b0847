-- One row per incentive and validity period, as the law has it.
select
    trim(incentive_code) as incentive_code,
    trim(name) as name,
    trim(location_code) as location_code,
    trim(incentive_type) as incentive_type,
    rate,
    annual_cap,
    salary_min,
    min_prior_service,
    trim(currency_code) as currency_code,
    valid_from,
    valid_to,
    trim(source_code) as source_code
from {{ ref('raw_location_tax_incentives') }}
