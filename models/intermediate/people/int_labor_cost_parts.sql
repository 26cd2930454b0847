-- One row per labor cost case, estimate, allocation, month and part: what is paid, and what only
-- accrues as severance.
with parts as (
    select
        labor_case_code,
        estimate,
        allocation_code,
        month_index,
        cost_eur,
        true as is_cash,
        annual_total - annual_severance as part_weight
    from {{ ref('int_labor_costs') }}

    union all

    select
        labor_case_code,
        estimate,
        allocation_code,
        month_index,
        cost_eur,
        false as is_cash,
        annual_severance as part_weight
    from {{ ref('int_labor_costs') }}
),

allocated as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'part_weight', ['labor_case_code', 'estimate', 'allocation_code', 'month_index'],
        ['is_cash'], ['is_cash desc']
    ) }}
)

select
    labor_case_code,
    estimate,
    allocation_code,
    month_index,
    is_cash,
    case when is_cash then allocation_code else allocation_code || ':severance' end as line_code,
    allocated_amount as cost_eur
from allocated
where allocated_amount is distinct from 0
