-- One row per planned cost line of a milestone that no other input computes.
select
    trim(direct_cost_code) as direct_cost_code,
    trim(name) as name,
    trim(milestone_code) as milestone_code,
    trim(cost_category) as cost_category,
    first_month,
    last_month,
    trim(spread) as spread,
    every_months,
    trim(currency_code) as currency_code,
    amount_low,
    amount_mid,
    amount_high,
    is_completion,
    is_recurring,
    covers_months,
    trim(accrual) as accrual,
    trim(provider_code) as provider_code,
    trim(source_code) as source_code
from {{ ref('raw_milestone_direct_costs') }}
