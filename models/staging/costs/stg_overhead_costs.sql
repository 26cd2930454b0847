-- One row per cost of running a company that no milestone and no person causes: formation,
-- accounting, payroll, insurance, bank, recruiting and the like.
select
    trim(overhead_cost_code) as overhead_cost_code,
    trim(name) as name,
    trim(overhead_type) as overhead_type,
    trim(country_code) as country_code,
    trim(provider_code) as provider_code,
    trim(basis) as basis,
    every_months,
    first_month,
    last_month,
    covers_months,
    trim(accrual) as accrual,
    is_recurring,
    is_completion,
    trim(currency_code) as currency_code,
    amount_low,
    amount_mid,
    amount_high,
    trim(source_code) as source_code
from {{ ref('raw_overhead_costs') }}
