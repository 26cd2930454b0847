-- One row per legal project.
select
    trim(legal_project_code) as legal_project_code,
    trim(name) as name,
    trim(milestone_code) as milestone_code,
    trim(legal_service_category_code) as legal_service_category_code,
    trim(legal_counsel_rate_code) as legal_counsel_rate_code,
    hours_low,
    hours_mid,
    hours_high,
    quote_low,
    quote_mid,
    quote_high,
    trim(currency_code) as currency_code,
    first_month,
    last_month,
    is_completion,
    trim(source_code) as source_code
from {{ ref('raw_legal_projects') }}
