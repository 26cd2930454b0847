-- One row per user scale and activity profile: the profile's part of the scale's monthly
-- infrastructure, split by largest remainder on share of users x monthly usage.
with scales as (select * from {{ ref('stg_user_scale_thresholds') }}),

profiles as (select * from {{ ref('stg_user_activity_profiles') }}),

component_costs as (
    select *
    from {{ ref('int_infrastructure_lines') }}
    where scale_code is not null
),

totals as (
    select
        scale_code,
        cast(sum(cost_eur) as decimal(18, 2)) as scale_cost_eur
    from component_costs
    group by scale_code
),

parts as (
    select
        scales.scale_code,
        scales.user_count,
        totals.scale_cost_eur,
        profiles.profile_code,
        profiles.share_of_users,
        {{ product(['profiles.share_of_users', 'profiles.monthly_usage_units']) }} as usage_weight
    from scales
    inner join totals on scales.scale_code = totals.scale_code
    cross join profiles
),

allocated as (
    {{ largest_remainder(
        'parts', 'scale_cost_eur', 'usage_weight', ['scale_code', 'user_count'],
        ['profile_code', 'share_of_users'], [byte_order('profile_code')]
    ) }}
)

select
    scale_code,
    profile_code,
    user_count,
    share_of_users,
    allocated_amount as monthly_cost_eur,
    {{ divide('allocated_amount', product(['user_count', 'share_of_users'])) }} as cost_per_user
from allocated
