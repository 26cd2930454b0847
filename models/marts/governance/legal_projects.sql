-- One row per legal project, default scenario. Low, mid and high are estimates of the same cost:
-- never add them up.
select
    legal_project_code,
    name,
    milestone_code,
    legal_service_category_code,
    legal_counsel_rate_code,
    legal_budget_code,
    engagement_type,
    first_month,
    last_month,
    hours_low,
    hours_mid,
    hours_high,
    cost_low_eur,
    cost_mid_eur,
    cost_high_eur,
    source_code
from {{ ref('int_legal_project_costs') }}
