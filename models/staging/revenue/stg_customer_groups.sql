-- One row per group of paying customers of a revenue stream.
select
    trim(customer_group_code) as customer_group_code,
    trim(name) as name,
    trim(revenue_stream_code) as revenue_stream_code,
    customers_at_launch,
    trim(source_code) as source_code
from {{ ref('raw_customer_groups') }}
