-- One row per scenario and month. Users are stocks: never add them up over months; new and churned
-- users are flows.
with user_base as (select * from {{ ref('int_user_base') }}),

variants as (select * from {{ ref('int_scenario_variants') }} where is_named),

months as (select * from {{ ref('int_months') }}),

leading_milestones as (select * from {{ ref('int_leading_milestones') }})

select
    user_base.scenario_code,
    user_base.month_index,
    months.month_start,
    user_base.growth_model_code,
    leading_milestones.milestone_code,
    user_base.total_users,
    user_base.active_users,
    user_base.new_users,
    user_base.churned_users,
    user_base.contributors
from user_base
inner join variants on user_base.scenario_code = variants.scenario_code
inner join months on user_base.month_index = months.month_index
left join leading_milestones on user_base.month_index = leading_milestones.month_index
