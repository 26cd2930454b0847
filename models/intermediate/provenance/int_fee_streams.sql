-- One row per named scenario, milestone (or operations), fee line and revenue stream on whose
-- revenue the fee is paid: processing on its own stream, payouts on all model revenue.
with figures as (select * from {{ ref('int_cost_figures') }} where cost_category = 'third_party'),

streams as (select * from {{ ref('stg_revenue_streams') }}),

methods as (select * from {{ ref('stg_payout_methods') }})

select distinct
    figures.scenario_code,
    figures.milestone_key,
    figures.line_code,
    streams.revenue_stream_code,
    streams.revenue_basis
from figures
inner join streams on figures.line_code = 'processing:' || streams.revenue_stream_code

union

select distinct
    figures.scenario_code,
    figures.milestone_key,
    figures.line_code,
    streams.revenue_stream_code,
    streams.revenue_basis
from figures
inner join methods on figures.line_code = 'payout:' || methods.payout_method_code
inner join streams on streams.is_model_revenue
