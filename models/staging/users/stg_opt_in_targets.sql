-- One row per month with a known opt-in rate.
select
    month_index,
    rate,
    trim(source_code) as source_code
from {{ ref('raw_opt_in_targets') }}
