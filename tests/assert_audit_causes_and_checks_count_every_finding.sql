-- Causes and checks count each finding once.
with counts as (
    select
        (select count(*) from {{ ref('plan_audit_findings') }}) as findings,
        (select sum(number_of_findings) from {{ ref('audit_causes') }}) as findings_of_causes,
        (select sum(number_of_findings) from {{ ref('audit_checks') }}) as findings_of_checks
)

select *
from counts
where
    findings is distinct from findings_of_causes
    or findings is distinct from findings_of_checks
