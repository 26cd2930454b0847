-- One row per revenue stream.
select
    revenue_stream_code,
    name,
    revenue_type,
    is_model_revenue,
    first_milestone_code,
    revenue_basis,
    launch_monthly_amount,
    training_run_code,
    start_lag_months,
    ramp_months,
    monthly_growth_rate,
    monthly_cap,
    currency_code,
    provider_code,
    processing_rate,
    processing_fixed,
    processing_currency_code,
    currency_conversion_rate,
    payments_per_month,
    processing_source_code,
    source_code
from {{ ref('stg_revenue_streams') }}
