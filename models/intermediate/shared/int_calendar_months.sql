-- One row per month number from the start of the plan, to longest_horizon_months: also months after
-- the horizon, in which a part of a line that begins before it falls due.
{% set project_start = "cast('" ~ var('project_start') ~ "' as date)" %}
{% set last_end = dbt.dateadd('month', var('longest_horizon_months'), project_start) %}
with spine as (
    {{ dbt.date_spine('month', project_start, last_end) }}
),

month_starts as (
    select cast(date_month as date) as month_start
    from spine
)

select
    cast(row_number() over (order by month_start) as integer) as month_index,
    month_start,
    cast({{ dbt.last_day('month_start', 'month') }} as date) as month_end
from month_starts
