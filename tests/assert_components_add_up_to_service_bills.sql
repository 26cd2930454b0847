-- Every service and month: the components' parts add up to the bill.
with parts as (
    select
        scenario_code,
        estimate,
        month_index,
        service_code,
        sum(cost_eur) as cost_eur
    from {{ ref('int_infrastructure_component_costs') }}
    group by scenario_code, estimate, month_index, service_code
)

select
    bills.scenario_code,
    bills.estimate,
    bills.month_index,
    bills.service_code,
    bills.cost_eur as bill,
    parts.cost_eur as added_up
from {{ ref('int_infrastructure_service_costs') }} as bills
full outer join parts
    on
        bills.scenario_code = parts.scenario_code
        and bills.estimate = parts.estimate
        and bills.month_index = parts.month_index
        and bills.service_code = parts.service_code
where bills.cost_eur is distinct from parts.cost_eur
