-- One row per revenue stream.
select
    revenue_stream_code,
    name,
    revenue_type,
    is_model_revenue,
    first_milestone_code,
    revenue_basis,
    launch_monthly_amount,
    monthly_growth_rate,
    monthly_cap,
    currency_code,
    source_code
from {{ ref('stg_revenue_streams') }}
