-- One row per milestone (or operations) and infrastructure model that serves it, default scenario.
-- Low, mid and high are estimates of the same budget: never add them up.
with allocations as (select * from {{ ref('int_infrastructure_allocations') }})

select
    infrastructure_budget_code,
    milestone_key,
    milestone_code,
    infrastructure_model_code,
    min(month_index) as first_month,
    max(month_index) as last_month,
    {% for estimate in ['low', 'mid'] -%}
        cast(sum(case when estimate = '{{ estimate }}' then cost_eur else 0 end) as decimal(18, 2))
            as budget_{{ estimate }}_eur,
    {% endfor -%}
    cast(sum(case when estimate = 'high' then cost_eur else 0 end) as decimal(18, 2))
        as budget_high_eur
from allocations
group by infrastructure_budget_code, milestone_key, milestone_code, infrastructure_model_code
