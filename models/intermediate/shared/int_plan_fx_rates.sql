-- One row per currency: the rate at which the plan converts all months to the reporting currency.
with periods as (select * from {{ ref('int_fx_rate_periods') }}),

constants as (select * from {{ ref('int_planning_constants') }})

select
    periods.currency_code,
    periods.rate_date,
    periods.eur_per_unit,
    periods.source_code
from periods
inner join constants
    on
        periods.rate_date <= constants.fx_plan_date
        and periods.effective_before > constants.fx_plan_date
