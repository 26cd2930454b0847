-- One row per named scenario, milestone (or operations), fee line and revenue stream on whose
-- revenue the fee is paid: processing on its own stream, payouts on all model revenue.
with priced_inputs as (select * from {{ ref('int_priced_inputs') }}),

streams as (select * from {{ ref('stg_revenue_streams') }})

select distinct
    priced_inputs.scenario_code,
    priced_inputs.milestone_key,
    priced_inputs.cost_category,
    priced_inputs.line_code,
    streams.revenue_stream_code,
    streams.revenue_basis
from priced_inputs
inner join streams
    on
        (
            priced_inputs.seed = 'raw_revenue_streams'
            and priced_inputs.input_key = streams.revenue_stream_code
        )
        or (priced_inputs.seed = 'raw_payout_methods' and streams.is_model_revenue)
