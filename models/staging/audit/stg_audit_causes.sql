-- One row per distinct mistake of the published plan.
select
    trim(cause_code) as cause_code,
    trim(name) as name,
    trim(description) as description,
    trim(amount_check_code) as amount_check_code,
    trim(source_code) as source_code
from {{ ref('raw_audit_causes') }}
