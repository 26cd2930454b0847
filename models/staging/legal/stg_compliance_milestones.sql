-- One row per compliance step.
select
    trim(compliance_milestone_code) as compliance_milestone_code,
    trim(name) as name,
    trim(framework_code) as framework_code,
    trim(milestone_code) as milestone_code,
    trim(target_status) as target_status,
    internal_hours,
    internal_cost_mid,
    external_cost_low,
    external_cost_mid,
    external_cost_high,
    audit_cost_low,
    audit_cost_mid,
    audit_cost_high,
    trim(currency_code) as currency_code,
    trim(legal_project_code) as legal_project_code,
    first_month,
    last_month,
    is_recurring,
    trim(provider_code) as provider_code,
    trim(status) as status,
    trim(source_code) as source_code
from {{ ref('raw_compliance_milestones') }}
