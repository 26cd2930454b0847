-- Every shared line of every month: its parts over milestones and operations add up to it.
with parts as (
    select
        variant_code,
        estimate,
        month_index,
        cost_category,
        line_code,
        sum(cost_eur) as cost_eur
    from {{ ref('int_shared_costs_attributed') }}
    group by variant_code, estimate, month_index, cost_category, line_code
)

select
    wholes.variant_code,
    wholes.estimate,
    wholes.month_index,
    wholes.line_code,
    wholes.cost_eur as whole,
    parts.cost_eur as added_up
from {{ ref('int_shared_costs') }} as wholes
full outer join parts
    on
        wholes.variant_code = parts.variant_code
        and wholes.estimate = parts.estimate
        and wholes.month_index = parts.month_index
        and wholes.cost_category = parts.cost_category
        and wholes.line_code = parts.line_code
where wholes.cost_eur is distinct from parts.cost_eur
