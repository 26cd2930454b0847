-- One row per data governance policy.
select
    trim(data_governance_policy_code) as data_governance_policy_code,
    trim(name) as name,
    trim(framework_code) as framework_code,
    trim(milestone_code) as milestone_code,
    trim(policy_area) as policy_area,
    trim(data_classification) as data_classification,
    trim(rule) as rule,
    retention_months,
    response_hours,
    trim(owner_role_code) as owner_role_code,
    review_interval_months,
    trim(status) as status,
    trim(source_code) as source_code
from {{ ref('raw_data_governance_policies') }}
