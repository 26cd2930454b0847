-- In every model that serves users, compute, storage, traffic, e-mail and sign-in grow with users
-- and rest on a price that is not only the plan's.
{{ config(meta={'gate': {
    'seed': 'raw_infrastructure_model_components', 'column': 'quantity_per_active_user',
    'expected': 'compute, storage, traffic, e-mail and sign-in by user, at prices of vendors'
}}) }}
with categories as (
    select
        service_category_code,
        case
            when service_category_code in ('compute', 'traffic', 'email') then service_category_code
            when service_category_code in ('object-storage', 'block-storage') then 'storage'
            when service_category_code = 'authentication' then 'sign-in'
        end as service_group
    from {{ ref('stg_service_categories') }}
),

groups as (
    select distinct service_group
    from categories
    where service_group is not null
),

models as (
    select *
    from {{ ref('stg_infrastructure_cost_models') }}
    where user_scale_max is null or user_scale_max > 0
),

components as (
    select
        components.infrastructure_model_code,
        categories.service_group,
        max(components.quantity_per_active_user) as quantity_per_active_user,
        sum(case when sources.source_kind_code = 'published_plan' then 1 else 0 end)
            as plan_prices
    from {{ ref('stg_infrastructure_model_components') }} as components
    inner join {{ ref('stg_services') }} as services
        on components.service_code = services.service_code
    inner join categories on services.service_category_code = categories.service_category_code
    inner join {{ ref('stg_service_pricing_tiers') }} as tiers
        on components.service_code = tiers.service_code
    inner join {{ ref('stg_data_sources') }} as sources on tiers.source_code = sources.source_code
    group by
        components.infrastructure_model_code,
        categories.service_group
)

select
    models.infrastructure_model_code,
    groups.service_group,
    components.quantity_per_active_user as largest_quantity,
    components.plan_prices
from models
cross join groups
left join components
    on
        models.infrastructure_model_code = components.infrastructure_model_code
        and groups.service_group = components.service_group
where
    coalesce(components.quantity_per_active_user, 0) = 0
    or components.plan_prices > 0
