-- One row per scenario variant, month of the plan and cost line: what operating costs in the month,
-- by the months that bills cover and not by the month in which they fall due.
with accruals as (select * from {{ ref('int_cost_accruals') }}),

months as (select * from {{ ref('int_months') }})

select
    accruals.variant_code,
    accruals.month_index,
    accruals.cost_category,
    accruals.line_code,
    accruals.operating_group,
    cast(sum(accruals.accrued_eur) as decimal(18, 2)) as operating_cost_eur
from accruals
inner join months on accruals.month_index = months.month_index
group by
    accruals.variant_code,
    accruals.month_index,
    accruals.cost_category,
    accruals.line_code,
    accruals.operating_group
