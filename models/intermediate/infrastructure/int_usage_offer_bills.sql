-- One row per user scale, offer and service that the offer bills: what the service costs a month at
-- the scale's usage, at prices of as_of_date and the newest exchange rates.
{% set as_of = "cast('" ~ var('as_of_date') ~ "' as date)" %}
with levels as (select * from {{ ref('stg_usage_levels') }}),

offers as (select * from {{ ref('stg_usage_offers') }}),

tiers as (
    select *
    from {{ ref('int_service_price_tiers') }}
    where effective_from <= {{ as_of }} and effective_before > {{ as_of }}
),

fx_rates as (select * from {{ ref('int_fx_rate_sets') }} where fx_rate_set = 'latest'),

needs as (
    select
        levels.scale_code,
        levels.service_category_code,
        offers.offer_code,
        offers.service_code,
        case
            when offers.is_bought_whole
                then {{ product([
                    package_count('levels.quantity', 'offers.usage_units'), 'offers.service_units',
                ]) }}
            else {{ divide(
                product(['levels.quantity', 'offers.service_units']), 'offers.usage_units', 10, 28
            ) }}
        end as quantity,
        levels.quantity <= coalesce(offers.largest_quantity, levels.quantity) as is_carried
    from levels
    inner join offers on levels.usage_code = offers.usage_code
),

purchases as (
    select
        scale_code,
        service_category_code,
        offer_code,
        service_code,
        min(case when is_carried then 1 else 0 end) = 1 as is_carried,
        cast(sum(quantity) as decimal(18, 6)) as quantity
    from needs
    group by scale_code, service_category_code, offer_code, service_code
),

priced as (
    select
        purchases.scale_code,
        purchases.service_category_code,
        purchases.offer_code,
        purchases.service_code,
        purchases.is_carried,
        purchases.quantity,
        tiers.currency_code,
        tiers.valid_from as price_valid_from,
        max(tiers.source_code) as source_code,
        cast(sum({{ tier_price('purchases.quantity', 'tiers') }}) as decimal(28, 10)) as price
    from purchases
    -- A service without a price keeps its row: the not-null test then stops the build.
    left join tiers on purchases.service_code = tiers.service_code
    group by
        purchases.scale_code,
        purchases.service_category_code,
        purchases.offer_code,
        purchases.service_code,
        purchases.is_carried,
        purchases.quantity,
        tiers.currency_code,
        tiers.valid_from
)

select
    priced.scale_code,
    priced.service_category_code,
    priced.offer_code,
    priced.service_code,
    priced.is_carried,
    priced.quantity,
    priced.price_valid_from,
    priced.source_code,
    cast(round({{ product(['priced.price', 'fx_rates.eur_per_unit']) }}, 2) as decimal(18, 2))
        as cost_eur
from priced
left join fx_rates on priced.currency_code = fx_rates.currency_code
