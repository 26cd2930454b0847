-- One row per milestone (or operations), kind of legal work and counsel rate, default scenario.
-- Low, mid and high are estimates of the same budget: never add them up.
with projects as (select * from {{ ref('legal_projects') }})

select
    legal_budget_code,
    milestone_code,
    milestone_key,
    legal_service_category_code,
    legal_counsel_rate_code,
    cast(count(*) as integer) as number_of_projects,
    cast(sum(cost_low_eur) as decimal(18, 2)) as budget_low_eur,
    cast(sum(cost_mid_eur) as decimal(18, 2)) as budget_mid_eur,
    cast(sum(cost_high_eur) as decimal(18, 2)) as budget_high_eur
from projects
group by
    legal_budget_code,
    milestone_code,
    milestone_key,
    legal_service_category_code,
    legal_counsel_rate_code
