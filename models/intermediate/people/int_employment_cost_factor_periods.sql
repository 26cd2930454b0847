-- One row per employment cost factor version, with the days for which it serves. The latest version
-- on or before a month holds; the last one carries on. A contribution that starts later is not
-- backfilled.
select
    factor_code,
    location_code,
    employment_type,
    factor_type,
    basis,
    value,
    annual_floor,
    annual_cap,
    relief_eligible,
    currency_code,
    source_code,
    valid_from,
    {{ effective_before(['location_code', 'employment_type', 'factor_type']) }} as effective_before
from {{ ref('stg_employment_cost_factors') }}
