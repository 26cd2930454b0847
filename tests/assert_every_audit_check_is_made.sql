-- Every check of the seed looks at something: one without a subject has lost its input, or its SQL.
select checks.check_code
from {{ ref('stg_audit_checks') }} as checks
left join {{ ref('int_audit_checks') }} as subjects on checks.check_code = subjects.check_code
where subjects.check_code is null
