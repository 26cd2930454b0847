-- One row per user scale and activity profile: the profile's part of the scale's monthly
-- infrastructure, split by largest remainder on share of users x monthly usage.
with scales as (select * from {{ ref('stg_user_scale_thresholds') }}),

profiles as (select * from {{ ref('stg_user_activity_profiles') }}),

component_costs as (select * from {{ ref('int_scale_component_costs') }}),

totals as (
    select
        scale_code,
        cast(sum(cost_eur) as decimal(18, 2)) as scale_cost_eur
    from component_costs
    group by scale_code
),

parts as (
    select
        totals.scale_code,
        totals.scale_cost_eur,
        profiles.profile_code,
        {{ product(['profiles.share_of_users', 'profiles.monthly_usage_units']) }} as usage_weight
    from totals
    cross join profiles
),

allocated as (
    {{ largest_remainder(
        'parts', 'scale_cost_eur', 'usage_weight', ['scale_code'], ['profile_code'],
        [byte_order('profile_code')]
    ) }}
)

select
    allocated.scale_code,
    allocated.profile_code,
    scales.user_count,
    profiles.share_of_users,
    allocated.allocated_amount as monthly_cost_eur,
    {{ divide(
        'allocated.allocated_amount',
        product(['scales.user_count', 'profiles.share_of_users'])
    ) }} as cost_per_user
from allocated
inner join scales on allocated.scale_code = scales.scale_code
inner join profiles on allocated.profile_code = profiles.profile_code
