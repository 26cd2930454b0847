-- One row per scenario variant: the first month of model revenue.
select
    variant_code,
    min(first_month) as first_month
from {{ ref('int_revenue_starts') }}
where is_model_revenue
group by variant_code
