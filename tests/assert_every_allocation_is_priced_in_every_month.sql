-- Every allocation has a labor cost in each of its months, at every estimate.
select
    allocations.allocation_code,
    count(costs.cost_eur) as priced
from {{ ref('int_team_allocations') }} as allocations
left join {{ ref('int_labor_costs') }} as costs
    on
        allocations.allocation_code = costs.allocation_code
        and costs.is_budget
group by allocations.allocation_code, allocations.first_month, allocations.last_month
having count(costs.cost_eur) <> 3 * (allocations.last_month - allocations.first_month + 1)
