-- One row per scenario and month. Users are stocks: never add them up over months; new and churned
-- users are flows.
with user_base as (select * from {{ ref('int_user_base') }}),

scenarios as (select * from {{ ref('scenarios') }}),

months as (select * from {{ ref('months') }})

select
    scenarios.scenario_code,
    user_base.month_index,
    months.month_start,
    user_base.growth_model_code,
    months.milestone_code,
    user_base.total_users,
    user_base.active_users,
    user_base.new_users,
    user_base.churned_users,
    user_base.contributors
from user_base
inner join scenarios on user_base.variant_code = scenarios.scenario_code
inner join months on user_base.month_index = months.month_index
