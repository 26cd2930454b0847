-- One row per team.
select
    team_code,
    name,
    parent_team_code,
    team_type,
    cost_center,
    source_code
from {{ ref('stg_teams') }}
