-- One row per scenario variant, month and revenue stream: fee for taking the payments and for
-- turning them into EUR.
with revenue as (select * from {{ ref('int_revenue') }}),

streams as (select * from {{ ref('stg_revenue_streams') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }})

select
    revenue.variant_code,
    revenue.month_index,
    revenue.revenue_stream_code,
    streams.processing_source_code as source_code,
    cast(round(
        {{ product([
            'revenue.revenue_eur',
            'streams.processing_rate + coalesce(streams.currency_conversion_rate, 0)',
        ]) }}
        + {{ product([
            'streams.payments_per_month', 'streams.processing_fixed', 'fx_rates.eur_per_unit',
        ]) }},
        2
    ) as decimal(18, 2)) as cost_eur
from revenue
inner join streams on revenue.revenue_stream_code = streams.revenue_stream_code
left join fx_rates
    on
        revenue.variant_code = fx_rates.variant_code
        and streams.processing_currency_code = fx_rates.currency_code
