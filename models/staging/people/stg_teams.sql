-- One row per team.
select
    trim(team_code) as team_code,
    trim(name) as name,
    trim(parent_team_code) as parent_team_code,
    trim(team_type) as team_type,
    trim(cost_center) as cost_center,
    trim(source_code) as source_code
from {{ ref('raw_teams') }}
