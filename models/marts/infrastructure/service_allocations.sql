-- One row per infrastructure budget and service, default scenario. Low, mid and high are estimates
-- of the same cost: never add them up.
with allocations as (select * from {{ ref('int_infrastructure_allocations') }})

select
    infrastructure_budget_code,
    service_code,
    {% for estimate in ['low', 'mid'] -%}
        cast(sum(case when estimate = '{{ estimate }}' then cost_eur else 0 end) as decimal(18, 2))
            as cost_{{ estimate }}_eur,
    {% endfor -%}
    cast(sum(case when estimate = 'high' then cost_eur else 0 end) as decimal(18, 2))
        as cost_high_eur
from allocations
group by infrastructure_budget_code, service_code
