-- One row per contract template.
select
    contract_template_code,
    name,
    milestone_code,
    legal_service_category_code,
    legal_project_code,
    cost_low,
    cost_mid,
    cost_high,
    currency_code,
    review_interval_months,
    provider_code,
    source_code
from {{ ref('stg_contract_templates') }}
