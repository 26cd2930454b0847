-- The date of a monthly average is the last day of the month that it averages.
{{ config(meta={'gate': {
    'seed': 'raw_fx_rates', 'column': 'rate_date',
    'expected': 'the last day of the month that is averaged'
}}) }}
select
    currency_code,
    rate_date
from {{ ref('stg_fx_rates') }}
where
    rate_kind = 'monthly_average'
    and rate_date <> cast({{ dbt.last_day('rate_date', 'month') }} as date)
