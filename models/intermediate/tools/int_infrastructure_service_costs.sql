-- One row per scenario variant, estimate, month and service with a quantity: the month's bill to
-- the cent. Quantities of one service are added up before they are priced, because tiers count per
-- bill.
with quantities as (select * from {{ ref('int_infrastructure_quantities') }}),

tiers as (select * from {{ ref('int_service_price_tiers') }}),

months as (select * from {{ ref('int_months') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

estimates as (select * from {{ ref('int_scenario_estimates') }}),

fx_rates as (select * from {{ ref('int_scenario_fx_rates') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

bills as (
    select
        scenario_code,
        month_index,
        service_code,
        cast(sum(quantity) as decimal(18, 6)) as quantity
    from quantities
    where quantity > 0
    group by scenario_code, month_index, service_code
),

prices as (
    select
        bills.scenario_code,
        bills.month_index,
        bills.service_code,
        bills.quantity,
        tiers.currency_code,
        tiers.valid_from as price_valid_from,
        tiers.valid_from > months.month_start as is_backfilled,
        max(tiers.source_code) as price_source_code,
        cast({{ tiered_price('bills.quantity', 'tiers') }} as decimal(28, 10)) as price
    from bills
    inner join months on bills.month_index = months.month_index
    -- A service without a price keeps its row: the not-null test then stops the build.
    left join tiers
        on
            bills.service_code = tiers.service_code
            and months.month_start >= tiers.effective_from
            and months.month_start < tiers.effective_before
    group by
        bills.scenario_code,
        bills.month_index,
        bills.service_code,
        bills.quantity,
        tiers.currency_code,
        tiers.valid_from,
        months.month_start
)

select
    prices.scenario_code,
    estimates.estimate,
    prices.month_index,
    prices.service_code,
    prices.quantity,
    prices.price,
    prices.currency_code,
    prices.price_valid_from,
    prices.is_backfilled,
    prices.price_source_code,
    cast(round({{ product([
        'prices.price', 'variants.infrastructure_price', 'fx_rates.eur_per_unit',
        "case estimates.estimate when 'low' then constants.infrastructure_low_factor"
        ~ " when 'high' then constants.infrastructure_high_factor else 1 end",
    ]) }}, 2) as decimal(18, 2)) as cost_eur
from prices
inner join estimates on prices.scenario_code = estimates.scenario_code
inner join variants on prices.scenario_code = variants.scenario_code
left join fx_rates
    on
        prices.scenario_code = fx_rates.scenario_code
        and prices.currency_code = fx_rates.currency_code
cross join constants
