-- One row per compliance framework and tier of obligations.
select
    trim(framework_code) as framework_code,
    trim(name) as name,
    trim(jurisdiction) as jurisdiction,
    trim(framework_type) as framework_type,
    maximum_fine,
    maximum_fine_turnover_rate,
    trim(fine_basis) as fine_basis,
    trim(currency_code) as currency_code,
    application_date,
    trim(source_code) as source_code
from {{ ref('raw_compliance_frameworks') }}
