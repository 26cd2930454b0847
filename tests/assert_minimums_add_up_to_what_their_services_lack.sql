-- Every load (month or user scale) and minimum bill: bills and what the minimum adds reach the
-- minimum where anything is used, and the components' parts add up to what it adds.
with parts as (
    select
        load_code,
        estimate,
        service_minimum_code,
        sum(cost_eur) as cost_eur
    from {{ ref('int_service_minimum_parts') }}
    group by load_code, estimate, service_minimum_code
)

select
    coalesce(minimums.load_code, parts.load_code) as load_code,
    coalesce(minimums.estimate, parts.estimate) as estimate,
    coalesce(minimums.service_minimum_code, parts.service_minimum_code) as service_minimum_code,
    minimums.billed_eur,
    minimums.minimum_eur,
    minimums.cost_eur,
    parts.cost_eur as added_up
from {{ ref('int_service_minimum_costs') }} as minimums
full outer join parts
    on
        minimums.load_code = parts.load_code
        and minimums.estimate = parts.estimate
        and minimums.service_minimum_code = parts.service_minimum_code
where
    coalesce(minimums.cost_eur, -1) is distinct from coalesce(parts.cost_eur, 0)
    or minimums.billed_eur + minimums.cost_eur
    is distinct from greatest(minimums.billed_eur, minimums.minimum_eur)
