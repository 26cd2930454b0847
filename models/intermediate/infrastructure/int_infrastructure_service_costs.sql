-- One row per load, estimate and service: the bill to the cent, which is the sum of its tiers. A
-- user scale has the mid estimate alone.
with tier_prices as (select * from {{ ref('int_service_tier_prices') }}),

loads as (select * from {{ ref('int_infrastructure_loads') }}),

estimates as (select * from {{ ref('int_variant_estimates') }}),

fx_rates as (select * from {{ ref('int_load_fx_rates') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

bills as (
    select
        load_code,
        service_code,
        quantity,
        currency_code,
        max(source_code) as price_source_code,
        cast(sum(tier_price) as decimal(28, 10)) as price
    from tier_prices
    group by load_code, service_code, quantity, currency_code
)

select
    bills.load_code,
    loads.variant_code,
    loads.month_index,
    loads.scale_code,
    coalesce(estimates.estimate, 'mid') as estimate,
    bills.service_code,
    bills.quantity,
    bills.price_source_code,
    cast(round({{ product([
        'bills.price', 'loads.infrastructure_price', 'fx_rates.eur_per_unit',
        "case estimates.estimate when 'low' then constants.infrastructure_low_factor"
        ~ " when 'high' then constants.infrastructure_high_factor else 1 end",
    ]) }}, 2) as decimal(18, 2)) as cost_eur
from bills
inner join loads on bills.load_code = loads.load_code
left join estimates on loads.variant_code = estimates.variant_code
left join fx_rates
    on
        bills.load_code = fx_rates.load_code
        and bills.currency_code = fx_rates.currency_code
cross join constants
