-- Every line that is not labor says who is paid.
select distinct
    cost_category,
    line_code
from {{ ref('monthly_costs') }}
where provider_code is null and cost_category <> 'labor'
