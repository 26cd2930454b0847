-- One row per planning constant.
select
    trim(assumption_code) as assumption_code,
    trim(name) as name,
    value_number,
    value_date,
    trim(unit) as unit,
    trim(rationale) as rationale,
    trim(source_code) as source_code
from {{ ref('raw_assumptions') }}
