-- The check that carries the amount of a cause shows this cause and no other.
select
    causes.cause_code,
    causes.amount_check_code,
    checks.cause_code as cause_of_the_check
from {{ ref('audit_causes') }} as causes
left join {{ ref('audit_checks') }} as checks on causes.amount_check_code = checks.check_code
where checks.cause_code is distinct from causes.cause_code
