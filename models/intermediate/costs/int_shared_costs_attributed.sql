-- One row per scenario variant, estimate, month, shared line and milestone (or operations): the
-- milestone's part.
with shared_costs as (select * from {{ ref('int_shared_costs') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

weights as (select * from {{ ref('int_milestone_weights') }}),

parts as (
    select
        shared_costs.scenario_code,
        shared_costs.estimate,
        shared_costs.month_index,
        shared_costs.cost_category,
        shared_costs.line_code,
        shared_costs.cost_eur,
        weights.milestone_code,
        coalesce(weights.milestone_code, 'operations') as milestone_key,
        coalesce(weights.sequence, 0) as sequence,
        coalesce(weights.split_weight, 1) as split_weight
    from shared_costs
    inner join variants on shared_costs.scenario_code = variants.scenario_code
    left join weights
        on
            variants.staffing_plan_code = weights.staffing_plan_code
            and shared_costs.month_index = weights.month_index
),

allocated as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'split_weight',
        ['scenario_code', 'estimate', 'month_index', 'cost_category', 'line_code'], ['milestone_key'], ['sequence']
    ) }}
)

select
    allocated.scenario_code,
    allocated.estimate,
    allocated.month_index,
    allocated.cost_category,
    allocated.line_code,
    allocated.milestone_key,
    shared_costs.cost_component,
    shared_costs.source_code,
    allocated.allocated_amount as cost_eur
from allocated
inner join shared_costs
    on
        allocated.scenario_code = shared_costs.scenario_code
        and allocated.estimate = shared_costs.estimate
        and allocated.month_index = shared_costs.month_index
        and allocated.cost_category = shared_costs.cost_category
        and allocated.line_code = shared_costs.line_code
where allocated.allocated_amount is distinct from 0
