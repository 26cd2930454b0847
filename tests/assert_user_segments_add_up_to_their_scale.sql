-- Every user scale: profiles add up to the scale's infrastructure, as its components do.
with segments as (
    select
        scale_code,
        sum(monthly_cost_eur) as cost_eur
    from {{ ref('user_segment_costs') }}
    group by scale_code
),

trajectories as (
    select
        scale_code,
        sum(monthly_cost_eur) as cost_eur
    from {{ ref('cost_per_user_trajectories') }}
    group by scale_code
)

select
    trajectories.scale_code,
    trajectories.cost_eur as components,
    segments.cost_eur as segments
from trajectories
full outer join segments on trajectories.scale_code = segments.scale_code
where trajectories.cost_eur is distinct from segments.cost_eur
