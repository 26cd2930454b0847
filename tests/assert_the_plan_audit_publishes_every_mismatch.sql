-- Every check beyond its tolerance is a finding, once, and nothing else is.
with mismatches as (
    select
        check_code,
        subject_code,
        difference
    from {{ ref('int_audit_checks') }}
    where is_finding
)

select
    coalesce(mismatches.check_code, findings.check_code) as check_code,
    coalesce(mismatches.subject_code, findings.subject_code) as subject_code,
    mismatches.difference as expected,
    findings.difference as published
from mismatches
full outer join {{ ref('plan_audit_findings') }} as findings
    on
        mismatches.check_code = findings.check_code
        and mismatches.subject_code = findings.subject_code
where
    mismatches.difference is distinct from findings.difference
    or findings.finding is null
