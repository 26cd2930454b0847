-- One row per scenario variant, revenue stream and month from its start: the factor on the launch
-- amount. f starts at 1 and steps f * (1 + g), rounded to twelve decimals, so that every engine
-- keeps the same digits.
with recursive streams as (select * from {{ ref('stg_revenue_streams') }}),

starts as (select * from {{ ref('int_revenue_starts') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

launches as (
    select
        variants.variant_code,
        streams.revenue_stream_code,
        starts.first_month,
        cast(
            1
            + {{ product(['streams.monthly_growth_rate', 'variants.revenue_growth']) }} as decimal(
                16, 10
            )
        ) as monthly_factor
    from variants
    inner join starts on variants.variant_code = starts.variant_code
    inner join streams on starts.revenue_stream_code = streams.revenue_stream_code
    where starts.first_month <= {{ var('horizon_months') }}
),

factors as (
    select
        variant_code,
        revenue_stream_code,
        monthly_factor,
        first_month as month_index,
        1 as month_of_stream,
        cast(1 as decimal(22, 12)) as growth_factor
    from launches

    union all

    select
        variant_code,
        revenue_stream_code,
        monthly_factor,
        month_index + 1 as month_index,
        month_of_stream + 1 as month_of_stream,
        cast(round(growth_factor * monthly_factor, 12) as decimal(22, 12)) as growth_factor
    from factors
    where month_index < {{ var('horizon_months') }}
)

select
    variant_code,
    revenue_stream_code,
    month_index,
    month_of_stream,
    growth_factor
from factors
