-- One row per service: the price of one unit at the plan date in EUR, next to the cheapest service
-- of the same category and unit.
with services as (select * from {{ ref('services') }}),

tiers as (select * from {{ ref('int_service_price_tiers') }}),

providers as (select * from {{ ref('stg_cloud_providers') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

prices as (
    select
        services.service_code,
        tiers.currency_code,
        tiers.pricing_model,
        tiers.valid_from as price_valid_from,
        max(tiers.source_code) as source_code,
        cast(
            sum({{ tier_price('cast(1 as decimal(18, 6))', 'tiers') }}) as decimal(28, 10)
        ) as price,
        cast(count(*) as integer) as number_of_tiers
    from services
    cross join constants
    inner join tiers
        on
            services.service_code = tiers.service_code
            and constants.fx_plan_date >= tiers.effective_from
            and constants.fx_plan_date < tiers.effective_before
    group by
        services.service_code, tiers.currency_code, tiers.pricing_model, tiers.valid_from
),

converted as (
    select
        services.service_code,
        services.name,
        services.provider_code,
        services.provider_name,
        providers.country_code as provider_country_code,
        services.service_category_code,
        services.unit_of_measure,
        services.gdpr_data_residency,
        prices.pricing_model,
        prices.number_of_tiers,
        prices.price_valid_from,
        prices.source_code,
        cast({{ product(['prices.price', 'fx_rates.eur_per_unit']) }} as decimal(18, 8))
            as first_unit_price_eur
    from services
    inner join providers on services.provider_code = providers.provider_code
    inner join prices on services.service_code = prices.service_code
    inner join fx_rates on prices.currency_code = fx_rates.currency_code
)

select
    service_code,
    name,
    provider_code,
    provider_name,
    provider_country_code,
    service_category_code,
    unit_of_measure,
    gdpr_data_residency,
    pricing_model,
    number_of_tiers,
    first_unit_price_eur,
    cast(row_number() over (
        partition by service_category_code, unit_of_measure
        order by first_unit_price_eur, {{ byte_order('service_code') }}
    ) as integer) as price_rank,
    cast(count(*) over (partition by service_category_code, unit_of_measure) as integer)
        as services_compared,
    price_valid_from,
    source_code
from converted
