-- One row per scenario, month and revenue stream, from the stream's first month.
with revenue as (select * from {{ ref('int_revenue') }}),

scenarios as (select * from {{ ref('scenarios') }}),

months as (select * from {{ ref('months') }})

select
    scenarios.scenario_code,
    revenue.month_index,
    months.month_start,
    revenue.revenue_stream_code,
    months.milestone_code,
    revenue.is_model_revenue,
    revenue.revenue_eur
from revenue
inner join scenarios on revenue.variant_code = scenarios.scenario_code
inner join months on revenue.month_index = months.month_index
