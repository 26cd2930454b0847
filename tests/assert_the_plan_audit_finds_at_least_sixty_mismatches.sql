-- The staff table alone has 45 priced lines, none of which bills the hours of a full-time month: an
-- audit with fewer findings has lost an input.
select count(*) as findings
from {{ ref('plan_audit_findings') }}
having count(*) < 60
