-- One row per user scale of the document: what its components cost a month. Never add up scales: a
-- larger one holds the smaller.
select
    user_scale,
    currency_code,
    cast(sum(monthly_amount) as decimal(18, 2)) as monthly_amount
from {{ ref('stg_published_infrastructure_components') }}
where not is_stated_total
group by user_scale, currency_code
