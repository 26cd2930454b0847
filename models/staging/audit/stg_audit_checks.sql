-- One row per check of the published plan.
select
    trim(check_code) as check_code,
    trim(name) as name,
    trim(description) as description,
    trim(stated_phrase) as stated_phrase,
    trim(recomputed_phrase) as recomputed_phrase,
    trim(tolerance_kind) as tolerance_kind,
    trim(tolerance_reason) as tolerance_reason,
    trim(cause_code) as cause_code,
    trim(stake_basis) as stake_basis,
    trim(source_code) as source_code
from {{ ref('raw_audit_checks') }}
