-- One row per scenario variant, month and revenue stream from its start: revenue to the cent.
with growth_factors as (select * from {{ ref('int_revenue_growth_factors') }}),

streams as (select * from {{ ref('stg_revenue_streams') }}),

customer_groups as (select * from {{ ref('stg_customer_groups') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

active_users as (select * from {{ ref('int_user_base') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }}),

uncapped as (
    select
        growth_factors.variant_code,
        growth_factors.month_index,
        streams.revenue_stream_code,
        streams.is_model_revenue,
        streams.monthly_cap,
        streams.currency_code,
        greatest(1, streams.ramp_months) as ramp_months,
        least(growth_factors.month_of_stream, greatest(1, streams.ramp_months)) as ramped_months,
        {{ product([
            'streams.launch_monthly_amount',
            "case streams.revenue_basis when 'per_customer' then customer_groups.customers_at_launch"
            ~ " when 'per_active_user' then active_users.active_users else 1 end",
            'growth_factors.growth_factor',
        ]) }} as amount
    from growth_factors
    inner join streams on growth_factors.revenue_stream_code = streams.revenue_stream_code
    left join customer_groups on streams.revenue_stream_code = customer_groups.revenue_stream_code
    inner join active_users
        on
            growth_factors.variant_code = active_users.variant_code
            and growth_factors.month_index = active_users.month_index
)

select
    uncapped.variant_code,
    uncapped.month_index,
    uncapped.revenue_stream_code,
    uncapped.is_model_revenue,
    {{ divide(
        product([
            'least(uncapped.amount, coalesce(uncapped.monthly_cap, uncapped.amount))',
            'uncapped.ramped_months', 'variants.revenue_price', 'fx_rates.eur_per_unit',
        ]),
        'uncapped.ramp_months',
        2
    ) }} as revenue_eur
from uncapped
inner join variants on uncapped.variant_code = variants.variant_code
left join fx_rates
    on
        uncapped.variant_code = fx_rates.variant_code
        and uncapped.currency_code = fx_rates.currency_code
