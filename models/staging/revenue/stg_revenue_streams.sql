-- One row per revenue stream.
select
    trim(revenue_stream_code) as revenue_stream_code,
    trim(name) as name,
    trim(revenue_type) as revenue_type,
    is_model_revenue,
    trim(first_milestone_code) as first_milestone_code,
    trim(revenue_basis) as revenue_basis,
    launch_monthly_amount,
    monthly_growth_rate,
    monthly_cap,
    trim(currency_code) as currency_code,
    processing_rate,
    processing_fixed,
    trim(processing_currency_code) as processing_currency_code,
    payments_per_month,
    trim(source_code) as source_code
from {{ ref('raw_revenue_streams') }}
