-- One row per revenue stream.
select
    trim(revenue_stream_code) as revenue_stream_code,
    trim(name) as name,
    trim(revenue_type) as revenue_type,
    is_model_revenue,
    trim(first_milestone_code) as first_milestone_code,
    trim(revenue_basis) as revenue_basis,
    launch_monthly_amount,
    trim(training_run_code) as training_run_code,
    start_lag_months,
    ramp_months,
    monthly_growth_rate,
    monthly_cap,
    trim(currency_code) as currency_code,
    trim(provider_code) as provider_code,
    processing_rate,
    processing_fixed,
    trim(processing_currency_code) as processing_currency_code,
    currency_conversion_rate,
    payments_per_month,
    trim(processing_source_code) as processing_source_code,
    trim(source_code) as source_code
from {{ ref('raw_revenue_streams') }}
