-- One row per staffing plan and team: effort and cost over the whole plan, at drivers 1. Low, mid
-- and high are estimates of the same cost: never add them up.
select
    allocations.staffing_plan_code,
    allocations.team_code,
    teams.name as team_name,
    teams.parent_team_code,
    teams.cost_center,
    cast(count(distinct allocations.role_code) as integer) as number_of_roles,
    cast(sum(allocations.fte_months) as decimal(18, 6)) as fte_months,
    cast(sum(allocations.cost_low_eur) as decimal(18, 2)) as cost_low_eur,
    cast(sum(allocations.cost_mid_eur) as decimal(18, 2)) as cost_mid_eur,
    cast(sum(allocations.cost_high_eur) as decimal(18, 2)) as cost_high_eur
from {{ ref('milestone_team_allocations') }} as allocations
inner join {{ ref('stg_teams') }} as teams on allocations.team_code = teams.team_code
group by
    allocations.staffing_plan_code,
    allocations.team_code,
    teams.name,
    teams.parent_team_code,
    teams.cost_center
