-- Every service and month: the prices of the tiers add up to the price of the bill.
with bills as (
    select distinct
        scenario_code,
        month_index,
        service_code,
        price
    from {{ ref('int_infrastructure_service_costs') }}
),

tier_totals as (
    select
        scenario_code,
        month_index,
        service_code,
        sum(tier_price) as price
    from {{ ref('int_service_tier_prices') }}
    group by scenario_code, month_index, service_code
)

select
    bills.scenario_code,
    bills.month_index,
    bills.service_code,
    tier_totals.service_code as service_of_tiers,
    bills.price as bill,
    tier_totals.price as added_up
from bills
full outer join tier_totals
    on
        bills.scenario_code = tier_totals.scenario_code
        and bills.month_index = tier_totals.month_index
        and bills.service_code = tier_totals.service_code
where bills.price is distinct from coalesce(tier_totals.price, 0)
