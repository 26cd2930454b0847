-- Every milestone from the second on: the steps of its walk add up to the difference of the
-- published costs per user, to the last digit.
with walks as (
    select
        scenario_code,
        milestone_code,
        sum(change_per_user) as change_per_user,
        count(*) as steps
    from {{ ref('cost_per_user_walk') }}
    group by scenario_code, milestone_code
),

differences as (
    select
        scenario_code,
        milestone_code,
        milestone_sequence,
        cost_per_user
        - lag(cost_per_user) over (partition by scenario_code order by milestone_sequence)
            as change_per_user,
        row_number() over (partition by scenario_code order by milestone_sequence) as place
    from {{ ref('cost_per_user_analysis') }}
)

select
    differences.scenario_code,
    differences.milestone_code,
    differences.change_per_user,
    walks.change_per_user as walked,
    walks.steps
from (select * from differences where place > 1) as differences
full outer join walks
    on
        differences.scenario_code = walks.scenario_code
        and differences.milestone_code = walks.milestone_code
where
    differences.milestone_code is null
    or walks.change_per_user is distinct from differences.change_per_user
    or walks.steps <> 7
