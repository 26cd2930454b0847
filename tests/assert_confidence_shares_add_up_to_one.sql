-- Every scenario and milestone (or operations): the shares add up to 1, but for their rounding to
-- six decimals (at most half a unit each).
select
    scenario_code,
    milestone_key,
    count(*) as number_of_parts,
    sum(share_of_cost) as added_up
from {{ ref('cost_confidence') }}
group by scenario_code, milestone_key
having
    sum(share_of_cost) is null
    or 2000000 * abs(sum(share_of_cost) - 1) > count(*)
