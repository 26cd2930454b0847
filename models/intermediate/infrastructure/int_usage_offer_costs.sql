-- One row per user scale, service category and offer: what the offer costs a month at the scale's
-- usage, with what its minimum bill adds, and whether it serves all of that usage.
{% set as_of = "cast('" ~ var('as_of_date') ~ "' as date)" %}
with bills as (select * from {{ ref('int_usage_offer_bills') }}),

levels as (select * from {{ ref('stg_usage_levels') }}),

offers as (select * from {{ ref('stg_usage_offers') }}),

services as (select * from {{ ref('stg_services') }}),

fx_rates as (select * from {{ ref('int_fx_rate_sets') }} where fx_rate_set = 'latest'),

minimum_versions as (
    select
        *,
        {{ effective_from(['service_minimum_code']) }} as effective_from,
        {{ effective_before(['service_minimum_code']) }} as effective_before
    from {{ ref('stg_service_minimums') }}
),

minimums as (
    select
        minimum_versions.service_minimum_code,
        cast(
            round({{ product(['minimum_versions.minimum_amount', 'fx_rates.eur_per_unit']) }}, 2)
            as decimal(18, 2)
        ) as minimum_eur
    from minimum_versions
    inner join fx_rates on minimum_versions.currency_code = fx_rates.currency_code
    where
        minimum_versions.effective_from <= {{ as_of }}
        and minimum_versions.effective_before > {{ as_of }}
),

asked as (
    select
        scale_code,
        service_category_code,
        count(*) as kinds_of_usage
    from levels
    group by scale_code, service_category_code
),

offered as (
    select
        levels.scale_code,
        levels.service_category_code,
        offers.offer_code,
        count(distinct levels.usage_code) as kinds_of_usage
    from levels
    inner join offers on levels.usage_code = offers.usage_code
    group by levels.scale_code, levels.service_category_code, offers.offer_code
),

totals as (
    select
        bills.scale_code,
        bills.service_category_code,
        bills.offer_code,
        min(bills.service_code) as first_service_code,
        cast(count(*) as integer) as number_of_services,
        min(case when bills.is_carried then 1 else 0 end) = 1 as is_carried,
        min(bills.price_valid_from) as oldest_price_valid_from,
        min(bills.source_code) as source_code,
        max(bills.quantity) as largest_quantity,
        max(services.service_minimum_code) as service_minimum_code,
        cast(sum(bills.cost_eur) as decimal(18, 2)) as billed_eur
    from bills
    inner join services on bills.service_code = services.service_code
    group by bills.scale_code, bills.service_category_code, bills.offer_code
)

select
    totals.scale_code,
    totals.service_category_code,
    totals.offer_code,
    totals.first_service_code,
    totals.number_of_services,
    totals.is_carried and offered.kinds_of_usage = asked.kinds_of_usage as serves_all_usage,
    totals.oldest_price_valid_from,
    totals.source_code,
    totals.billed_eur,
    case
        when totals.service_minimum_code is null then cast(0 as decimal(18, 2))
        else {{ minimum_shortfall(
            'minimums.minimum_eur', 'totals.billed_eur', 'totals.largest_quantity'
        ) }}
    end as minimum_eur
from totals
inner join asked
    on
        totals.scale_code = asked.scale_code
        and totals.service_category_code = asked.service_category_code
inner join offered
    on
        totals.scale_code = offered.scale_code
        and totals.service_category_code = offered.service_category_code
        and totals.offer_code = offered.offer_code
left join minimums on totals.service_minimum_code = minimums.service_minimum_code
