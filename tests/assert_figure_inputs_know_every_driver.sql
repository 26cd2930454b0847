-- Every scenario driver multiplies some input of a cost, but for churn_rate, which moves registered
-- users and no cost; and every rule names a driver that exists.
with rules as (
    select distinct multiplier_code
    from {{ ref('int_multiplier_rules') }}
    where multiplier_seed = 'raw_scenario_drivers'
)

select
    drivers.driver_code,
    rules.multiplier_code
from {{ ref('stg_sensitivity_drivers') }} as drivers
full outer join rules on drivers.driver_code = rules.multiplier_code
where
    drivers.driver_code is null
    or (rules.multiplier_code is null and drivers.driver_code <> 'churn_rate')
