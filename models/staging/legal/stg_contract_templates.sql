-- One row per contract template.
select
    trim(contract_template_code) as contract_template_code,
    trim(name) as name,
    trim(milestone_code) as milestone_code,
    trim(legal_service_category_code) as legal_service_category_code,
    trim(legal_project_code) as legal_project_code,
    cost_low,
    cost_mid,
    cost_high,
    trim(currency_code) as currency_code,
    review_interval_months,
    trim(provider_code) as provider_code,
    trim(source_code) as source_code
from {{ ref('raw_contract_templates') }}
