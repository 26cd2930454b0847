-- One team stands at the top, and every team is reached from it: a team that is not stands in a
-- circle, or under one.
{{ config(meta={'gate': {
    'seed': 'raw_teams', 'column': 'parent_team_code',
    'expected': 'a team above it that leads to the only top'
}}) }}
with recursive

teams as (select * from {{ ref('stg_teams') }}),

roots as (
    select
        team_code,
        row_number() over (order by team_code) as root_number
    from teams
    where parent_team_code is null
),

reached as (
    select team_code from roots where root_number = 1
    union
    select teams.team_code
    from reached
    inner join teams on reached.team_code = teams.parent_team_code
)

select teams.*
from teams
left join reached on teams.team_code = reached.team_code
where reached.team_code is null
