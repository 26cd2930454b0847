-- One row per cost category.
select
    cost_category,
    name,
    category_order,
    cost_group,
    is_operating,
    takes_direct_costs,
    source_code
from {{ ref('stg_cost_categories') }}
