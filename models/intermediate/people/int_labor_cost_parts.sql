-- One row per labor cost case, estimate, allocation, month and part: what is paid, and what only
-- accrues as severance.
with costs as (select * from {{ ref('int_labor_costs') }}),

parts as (
    select
        *,
        true as is_cash,
        allocation_code as line_code,
        cost_eur - severance_eur as part_eur
    from costs

    union all

    select
        *,
        false as is_cash,
        allocation_code || ':severance' as line_code,
        severance_eur as part_eur
    from costs
)

select
    labor_case_code,
    estimate,
    allocation_code,
    month_index,
    pay_valid_from,
    pay_multiplier,
    pay_source_code,
    is_cash,
    line_code,
    cast(part_eur as decimal(18, 2)) as cost_eur
from parts
where part_eur is distinct from 0
