-- One row per milestone and estimate of the published hiring cost.
select
    trim(published_hiring_cost_code) as published_hiring_cost_code,
    trim(milestone_code) as milestone_code,
    trim(estimate) as estimate,
    monthly_amount,
    total_amount,
    trim(currency_code) as currency_code,
    trim(source_code) as source_code
from {{ ref('raw_published_hiring_costs') }}
