-- One row per scenario variant, estimate, month, shared line and milestone (or operations): the
-- milestone's part.
{% set line_columns = [
    'variant_code', 'estimate', 'month_index', 'cost_category', 'line_code', 'cost_component',
    'source_code', 'price_seed', 'price_key', 'quantity_seed', 'quantity_key',
] %}
with shared_costs as (select * from {{ ref('int_shared_costs') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

weights as (select * from {{ ref('int_milestone_weights') }}),

parts as (
    select
        shared_costs.*,
        coalesce(weights.milestone_code, 'operations') as milestone_key,
        coalesce(weights.sequence, 0) as sequence,
        coalesce(weights.split_weight, 1) as split_weight
    from shared_costs
    inner join variants on shared_costs.variant_code = variants.variant_code
    left join weights
        on
            variants.staffing_plan_code = weights.staffing_plan_code
            and shared_costs.month_index = weights.month_index
),

allocated as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'split_weight', line_columns, ['milestone_key'], ['sequence']
    ) }}
)

select
    {{ line_columns | join(',\n    ') }},
    milestone_key,
    allocated_amount as cost_eur
from allocated
where allocated_amount is distinct from 0
