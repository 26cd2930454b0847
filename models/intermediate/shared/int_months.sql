-- One row per month of the plan: month 1 to the horizon.
select
    month_index,
    month_start,
    month_end
from {{ ref('int_calendar_months') }}
where month_index <= {{ var('horizon_months') }}
