-- One row per location, employment type, factor type and start of validity: one statutory
-- contribution, benefit, overhead or fee.
select
    trim(factor_code) as factor_code,
    trim(name) as name,
    trim(location_code) as location_code,
    trim(employment_type) as employment_type,
    trim(factor_type) as factor_type,
    trim(basis) as basis,
    value,
    annual_floor,
    annual_cap,
    is_statutory,
    relief_eligible,
    trim(currency_code) as currency_code,
    valid_from,
    valid_to,
    trim(source_code) as source_code
from {{ ref('raw_employment_cost_factors') }}
