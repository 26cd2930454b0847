-- One row per plan version, milestone and stated cost line: never add totals to lines, nor the two
-- versions.
select
    trim(published_build_cost_code) as published_build_cost_code,
    trim(plan_version) as plan_version,
    trim(milestone_code) as milestone_code,
    trim(cost_label) as cost_label,
    trim(cost_category) as cost_category,
    amount_low,
    amount_mid,
    amount_high,
    cost_per_user,
    trim(currency_code) as currency_code,
    is_stated_total,
    trim(source_code) as source_code
from {{ ref('raw_published_build_costs') }}
