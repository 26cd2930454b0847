-- One row per set of rates and currency: EUR for one unit. `plan` holds the rates of the plan date,
-- `latest` the newest ones that are not after as_of_date.
with periods as (select * from {{ ref('int_fx_rate_periods') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

sets as (
    select
        'plan' as fx_rate_set,
        fx_plan_date as set_date
    from constants

    union all

    select
        'latest' as fx_rate_set,
        cast('{{ var("as_of_date") }}' as date) as set_date
)

select
    sets.fx_rate_set,
    periods.currency_code,
    periods.rate_date,
    periods.eur_per_unit,
    periods.source_code
from sets
inner join periods
    on
        sets.set_date >= periods.rate_date
        and sets.set_date < periods.effective_before
