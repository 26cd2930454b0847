-- One row per framework and tier of obligations.
select
    framework_code,
    name,
    jurisdiction,
    framework_type,
    maximum_fine,
    maximum_fine_turnover_rate,
    fine_basis,
    currency_code,
    application_date,
    source_code
from {{ ref('stg_compliance_frameworks') }}
