-- One row per segment between consecutive milestone targets: from month `from_month` to month
-- `to_month`. The first segment starts at month 0 with the growth model's p0, so a segment belongs
-- to a growth model.
with milestones as (select * from {{ ref('stg_milestones') }}),

growth_models as (select * from {{ ref('stg_user_growth_models') }}),

targets as (
    select
        growth_models.growth_model_code,
        0 as month_index,
        growth_models.p0 as active_users
    from growth_models
    where growth_models.curve_type = 'milestone_targets'

    union all

    select
        growth_models.growth_model_code,
        milestones.last_month as month_index,
        cast(milestones.target_users as decimal(18, 6)) as active_users
    from growth_models
    cross join milestones
    where growth_models.curve_type = 'milestone_targets'
)

select
    growth_model_code,
    month_index as from_month,
    active_users as from_users,
    lead(month_index) over (partition by growth_model_code order by month_index) as to_month,
    lead(active_users) over (partition by growth_model_code order by month_index) as to_users
from targets
