-- One row per scenario variant and revenue stream: its first month. It waits for its milestone with
-- its lag, and for the month after the run that trains the model which it sells; the driver
-- revenue_delay adds its months.
with variants as (select * from {{ ref('int_scenario_variants') }}),

streams as (select * from {{ ref('stg_revenue_streams') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

run_months as (select * from {{ ref('int_training_run_months') }})

select
    variants.variant_code,
    streams.revenue_stream_code,
    streams.is_model_revenue,
    cast(
        greatest(
            milestones.first_month + streams.start_lag_months,
            coalesce(run_months.run_month + 1, 0)
        )
        + variants.revenue_delay as integer
    ) as first_month
from variants
cross join streams
inner join milestones on streams.first_milestone_code = milestones.milestone_code
left join run_months on streams.training_run_code = run_months.training_run_code
