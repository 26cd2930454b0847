-- One row per scenario, month and revenue stream, from the stream's first month.
with revenue as (select * from {{ ref('int_revenue') }}),

variants as (select * from {{ ref('int_scenario_variants') }} where is_named),

months as (select * from {{ ref('int_months') }}),

leading_milestones as (select * from {{ ref('int_leading_milestones') }})

select
    revenue.scenario_code,
    revenue.month_index,
    months.month_start,
    revenue.revenue_stream_code,
    leading_milestones.milestone_code,
    revenue.is_model_revenue,
    revenue.revenue_eur
from revenue
inner join variants on revenue.scenario_code = variants.scenario_code
inner join months on revenue.month_index = months.month_index
left join leading_milestones on revenue.month_index = leading_milestones.month_index
