-- Every direct line names a category that takes direct costs: the others are computed from inputs
-- of their own, and a line beside them would count twice.
{{ config(meta={'gate': {
    'seed': 'raw_milestone_direct_costs', 'column': 'cost_category',
    'expected': 'a category that takes direct costs'
}}) }}
select
    direct_costs.direct_cost_code,
    direct_costs.cost_category
from {{ ref('stg_milestone_direct_costs') }} as direct_costs
inner join {{ ref('stg_cost_categories') }} as categories
    on direct_costs.cost_category = categories.cost_category
where not categories.takes_direct_costs
