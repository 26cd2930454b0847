-- One row per currency: the rate at which the plan converts all months to the reporting currency.
select
    currency_code,
    rate_date,
    eur_per_unit,
    source_code
from {{ ref('int_fx_rate_sets') }}
where fx_rate_set = 'plan'
