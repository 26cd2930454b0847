-- One row per currency: the rate at which the plan converts all months to the reporting currency.
with rates as (select * from {{ ref('stg_fx_rates') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

ranked as (
    select
        rates.currency_code,
        rates.rate_date,
        rates.eur_per_unit,
        rates.source_code,
        row_number()
            over (partition by rates.currency_code order by rates.rate_date desc)
            as age_rank
    from rates
    inner join constants on rates.rate_date <= constants.fx_plan_date
)

select
    currency_code,
    rate_date,
    eur_per_unit,
    source_code
from ranked
where age_rank = 1

union all

select
    '{{ var("reporting_currency") }}' as currency_code,
    fx_plan_date as rate_date,
    cast(1 as decimal(18, 8)) as eur_per_unit,
    cast(null as {{ dbt.type_string() }}) as source_code
from constants
