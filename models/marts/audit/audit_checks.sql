-- One row per check of the published plan, with what it looked at and found. Never add up findings
-- over checks as mistakes: one cause shows in several checks.
with checks as (select * from {{ ref('stg_audit_checks') }}),

subject_counts as (
    select
        check_code,
        cast(count(*) as integer) as number_of_subjects,
        cast(sum(case when is_finding then 1 else 0 end) as integer) as number_of_findings
    from {{ ref('int_audit_checks') }}
    group by check_code
)

select
    checks.check_code,
    checks.name,
    checks.description,
    checks.tolerance_kind,
    checks.tolerance_reason,
    checks.stake_basis,
    checks.cause_code,
    coalesce(subject_counts.number_of_subjects, 0) as number_of_subjects,
    coalesce(subject_counts.number_of_findings, 0) as number_of_findings,
    checks.source_code
from checks
left join subject_counts on checks.check_code = subject_counts.check_code
