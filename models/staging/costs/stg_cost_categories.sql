-- One row per cost category.
select
    trim(cost_category) as cost_category,
    trim(name) as name,
    category_order,
    trim(cost_group) as cost_group,
    is_operating,
    takes_direct_costs,
    trim(source_code) as source_code
from {{ ref('raw_cost_categories') }}
