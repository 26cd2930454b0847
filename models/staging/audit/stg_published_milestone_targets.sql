-- One row per milestone with the published cost per user.
select
    trim(published_milestone_target_code) as published_milestone_target_code,
    trim(milestone_code) as milestone_code,
    published_cost_per_user,
    trim(currency_code) as currency_code,
    trim(source_code) as source_code
from {{ ref('raw_published_milestone_targets') }}
