-- One row per check of the published plan.
select
    trim(check_code) as check_code,
    trim(name) as name,
    trim(description) as description,
    trim(stated_phrase) as stated_phrase,
    trim(unstated_phrase) as unstated_phrase,
    trim(recomputed_phrase) as recomputed_phrase,
    is_rounded
from {{ ref('raw_audit_checks') }}
