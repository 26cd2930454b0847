-- One row per user scale, service category and offer of a vendor: what the scale's usage costs a
-- month there, with base fees, free units and minimum bills, at prices of as_of_date. Offers of one
-- scale and category are alternatives: never add them up.
with costs as (select * from {{ ref('int_usage_offer_costs') }}),

scales as (select * from {{ ref('stg_user_scale_thresholds') }}),

services as (select * from {{ ref('services') }}),

providers as (select * from {{ ref('stg_cloud_providers') }}),

sources as (select * from {{ ref('stg_data_sources') }}),

described as (
    select
        costs.*,
        scales.user_count,
        case
            when costs.number_of_services = 1 then services.name
            else services.provider_name || ', ' || services.service_tier
        end as name,
        services.provider_code,
        services.provider_name,
        providers.country_code as provider_country_code,
        services.service_tier,
        services.gdpr_data_residency,
        sources.confidence,
        cast(costs.billed_eur + costs.minimum_eur as decimal(18, 2)) as monthly_cost_eur
    from costs
    inner join scales on costs.scale_code = scales.scale_code
    inner join services on costs.first_service_code = services.service_code
    inner join providers on services.provider_code = providers.provider_code
    left join sources on costs.source_code = sources.source_code
),

-- Offers that serve all usage are ranked among themselves.
ranked as (
    select
        *,
        cast(row_number() over (
            partition by scale_code, service_category_code, serves_all_usage
            order by monthly_cost_eur, {{ byte_order('offer_code') }}
        ) as integer) as rank_of_its_kind
    from described
)

select
    scale_code,
    service_category_code,
    offer_code,
    user_count,
    name,
    provider_code,
    provider_name,
    provider_country_code,
    service_tier,
    gdpr_data_residency,
    serves_all_usage,
    number_of_services,
    billed_eur,
    minimum_eur,
    monthly_cost_eur,
    {{ divide('monthly_cost_eur', 'user_count') }} as monthly_cost_per_user,
    case when serves_all_usage then rank_of_its_kind end as price_rank,
    cast(sum(case when serves_all_usage then 1 else 0 end) over (
        partition by scale_code, service_category_code
    ) as integer) as offers_compared,
    oldest_price_valid_from,
    confidence,
    source_code
from ranked
