-- The default scenario has the staff that its users ask for, in every month.
select
    gaps.month_index,
    gaps.capability_code,
    gaps.required_fte,
    gaps.planned_fte
from {{ ref('staffing_gaps') }} as gaps
inner join {{ ref('scenarios') }} as scenarios
    on gaps.scenario_code = scenarios.scenario_code and scenarios.is_default
where gaps.gap_fte <> 0
