-- One row per currency and date of a rate, with the days for which it is the latest one. The
-- reporting currency is 1 on every day.
select
    currency_code,
    rate_date,
    eur_per_unit,
    source_code,
    coalesce(
        lead(rate_date) over (partition by currency_code order by rate_date),
        cast('9999-12-31' as date)
    ) as effective_before
from {{ ref('stg_fx_rates') }}

union all

select
    '{{ var("reporting_currency") }}' as currency_code,
    cast('1900-01-01' as date) as rate_date,
    cast(1 as decimal(18, 8)) as eur_per_unit,
    cast(null as {{ dbt.type_string() }}) as source_code,
    cast('9999-12-31' as date) as effective_before
