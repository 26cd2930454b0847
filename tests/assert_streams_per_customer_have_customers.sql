-- A stream that is priced per customer has a group of customers: without one it would earn its cap.
{{ config(meta={'gate': {
    'seed': 'raw_revenue_streams', 'column': 'revenue_basis',
    'expected': 'a group of customers of the stream'
}}) }}
select
    streams.revenue_stream_code,
    streams.revenue_basis,
    customer_groups.customer_group_code
from {{ ref('stg_revenue_streams') }} as streams
left join {{ ref('stg_customer_groups') }} as customer_groups
    on streams.revenue_stream_code = customer_groups.revenue_stream_code
where streams.revenue_basis = 'per_customer' and customer_groups.customer_group_code is null
