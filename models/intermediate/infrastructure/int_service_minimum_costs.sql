-- One row per load, estimate and minimum bill that services of the load share: what is due beside
-- their bills, 0 where these reach the minimum or nothing is used.
with service_costs as (select * from {{ ref('int_infrastructure_service_costs') }}),

services as (select * from {{ ref('stg_services') }}),

loads as (select * from {{ ref('int_infrastructure_loads') }}),

minimums as (
    select
        *,
        {{ effective_from(['service_minimum_code']) }} as effective_from,
        {{ effective_before(['service_minimum_code']) }} as effective_before
    from {{ ref('stg_service_minimums') }}
),

rates as (select * from {{ ref('int_load_fx_rates') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

bills as (
    select
        service_costs.load_code,
        service_costs.variant_code,
        service_costs.month_index,
        service_costs.scale_code,
        service_costs.estimate,
        services.service_minimum_code,
        max(service_costs.quantity) as largest_quantity,
        cast(sum(service_costs.cost_eur) as decimal(18, 2)) as billed_eur
    from service_costs
    inner join services on service_costs.service_code = services.service_code
    where services.service_minimum_code is not null
    group by
        service_costs.load_code,
        service_costs.variant_code,
        service_costs.month_index,
        service_costs.scale_code,
        service_costs.estimate,
        services.service_minimum_code
),

priced as (
    select
        bills.*,
        {{ dated_key('minimums.service_minimum_code', 'minimums.valid_from') }}
            as service_minimum_key,
        minimums.source_code,
        cast(round({{ product([
            'minimums.minimum_amount', 'loads.infrastructure_price', 'rates.eur_per_unit',
            "case bills.estimate when 'low' then constants.infrastructure_low_factor"
            ~ " when 'high' then constants.infrastructure_high_factor else 1 end",
        ]) }}, 2) as decimal(18, 2)) as minimum_eur
    from bills
    inner join loads on bills.load_code = loads.load_code
    -- A minimum without an amount or a rate keeps its row: the not-null test then stops the build.
    left join minimums
        on
            bills.service_minimum_code = minimums.service_minimum_code
            and loads.price_date >= minimums.effective_from
            and loads.price_date < minimums.effective_before
    left join rates
        on
            bills.load_code = rates.load_code
            and minimums.currency_code = rates.currency_code
    cross join constants
)

select
    load_code,
    variant_code,
    month_index,
    scale_code,
    estimate,
    service_minimum_code,
    service_minimum_key,
    source_code,
    billed_eur,
    case when largest_quantity = 0 then cast(0 as decimal(18, 2)) else minimum_eur end
        as minimum_eur,
    {{ minimum_shortfall('minimum_eur', 'billed_eur', 'largest_quantity') }} as cost_eur
from priced
