-- One row per labor cost case, estimate, allocation, month and part: what is paid, and what only
-- accrues as severance.
{% set whole = [
    'labor_case_code', 'estimate', 'allocation_code', 'month_index', 'pay_valid_from',
    'pay_multiplier', 'pay_source_code',
] %}
with costs as (select * from {{ ref('int_labor_costs') }}),

parts as (
    select
        *,
        true as is_cash,
        annual_total - annual_severance as part_weight
    from costs

    union all

    select
        *,
        false as is_cash,
        annual_severance as part_weight
    from costs
),

allocated as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'part_weight', whole, ['is_cash'], ['is_cash desc']
    ) }}
)

select
    {{ whole | join(',\n    ') }},
    is_cash,
    case when is_cash then allocation_code else allocation_code || ':severance' end as line_code,
    allocated_amount as cost_eur
from allocated
where allocated_amount is distinct from 0
