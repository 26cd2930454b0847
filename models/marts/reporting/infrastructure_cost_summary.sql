-- One row per user scale: its monthly infrastructure at the plan date next to the published total.
with trajectories as (select * from {{ ref('cost_per_user_trajectories') }}),

models as (select * from {{ ref('stg_infrastructure_cost_models') }}),

published as (
    select
        user_scale,
        sum(monthly_amount) as monthly_amount
    from {{ ref('stg_published_infrastructure_components') }}
    where is_stated_total
    group by user_scale
),

totals as (
    select
        scale_code,
        infrastructure_model_code,
        user_count,
        cast(sum(monthly_cost_eur) as decimal(18, 2)) as monthly_cost_eur
    from trajectories
    group by scale_code, infrastructure_model_code, user_count
),

ordered as (
    select
        *,
        lag(monthly_cost_eur) over (order by user_count) as smaller_cost_eur,
        lag(user_count) over (order by user_count) as smaller_user_count
    from totals
)

select
    ordered.scale_code,
    models.name,
    models.architecture_type,
    ordered.user_count,
    ordered.monthly_cost_eur,
    {{ divide('ordered.monthly_cost_eur', 'ordered.user_count') }} as cost_per_user,
    {{ divide(
        product(['ordered.monthly_cost_eur - ordered.smaller_cost_eur', '1000']),
        'ordered.user_count - ordered.smaller_user_count'
    ) }} as marginal_cost_per_1000_users,
    cast(published.monthly_amount as decimal(18, 2)) as published_monthly_eur,
    cast(ordered.monthly_cost_eur - published.monthly_amount as decimal(18, 2)) as difference_eur
from ordered
inner join models on ordered.infrastructure_model_code = models.infrastructure_model_code
left join published on ordered.user_count = published.user_scale
