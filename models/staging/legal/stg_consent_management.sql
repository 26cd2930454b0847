-- One row per purpose for which personal data are used: its legal basis and its periods.
select
    trim(consent_code) as consent_code,
    trim(name) as name,
    trim(framework_code) as framework_code,
    trim(milestone_code) as milestone_code,
    trim(purpose) as purpose,
    trim(legal_basis) as legal_basis,
    opt_in_required,
    withdrawal_days,
    retention_months,
    trim(data_categories) as data_categories,
    trim(source_code) as source_code
from {{ ref('raw_consent_management') }}
