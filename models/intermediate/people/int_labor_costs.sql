-- One row per labor cost case, estimate, allocation and month: the position's cost, and the
-- severance in it, split in equal parts over the milestones for which the position works.
{% set whole = [
    'labor_case_code', 'is_budget', 'estimate', 'position_code', 'month_index', 'pay_valid_from',
    'pay_multiplier', 'pay_source_code',
] %}
with position_costs as (select * from {{ ref('int_position_costs') }}),

position_months as (select * from {{ ref('int_position_months') }}),

parts as (
    select
        position_costs.*,
        position_months.allocation_code,
        position_months.sequence,
        1 as part_weight
    from position_costs
    inner join position_months
        on
            position_costs.position_code = position_months.position_code
            and position_costs.month_index = position_months.month_index
),

costs as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'part_weight', whole, ['allocation_code'], ['sequence']
    ) }}
),

severance as (
    {{ largest_remainder(
        'parts', 'severance_eur', 'part_weight', whole, ['allocation_code'], ['sequence']
    ) }}
)

select
    costs.labor_case_code,
    costs.is_budget,
    costs.estimate,
    costs.allocation_code,
    costs.month_index,
    costs.pay_valid_from,
    costs.pay_multiplier,
    costs.pay_source_code,
    costs.allocated_amount as cost_eur,
    severance.allocated_amount as severance_eur
from costs
-- A cost without severance keeps its row: the not-null test then stops the build.
left join severance
    on
        costs.labor_case_code = severance.labor_case_code
        and costs.is_budget = severance.is_budget
        and costs.estimate = severance.estimate
        and costs.allocation_code = severance.allocation_code
        and costs.month_index = severance.month_index
