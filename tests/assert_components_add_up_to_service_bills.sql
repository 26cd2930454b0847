-- Every load (month or user scale) and service: the components' parts add up to the bill.
with parts as (
    select
        load_code,
        estimate,
        service_code,
        sum(cost_eur) as cost_eur
    from {{ ref('int_infrastructure_component_costs') }}
    group by load_code, estimate, service_code
)

select
    bills.load_code,
    bills.estimate,
    bills.service_code,
    bills.cost_eur as bill,
    parts.cost_eur as added_up
from {{ ref('int_infrastructure_service_costs') }} as bills
full outer join parts
    on
        bills.load_code = parts.load_code
        and bills.estimate = parts.estimate
        and bills.service_code = parts.service_code
where bills.cost_eur is distinct from parts.cost_eur
