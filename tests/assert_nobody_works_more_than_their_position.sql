-- Every position and month of the plan: its parts for milestones add up to the position (but for
-- the sixth decimal of a third).
with parts as (
    select
        position_code,
        month_index,
        sum(fte) as fte
    from {{ ref('int_position_months') }}
    group by position_code, month_index
)

select
    positions.position_code,
    months.month_index,
    positions.fte,
    parts.fte as added_up
from {{ ref('int_positions') }} as positions
inner join {{ ref('int_months') }} as months
    on months.month_index between positions.first_month and positions.last_month
left join parts
    on
        positions.position_code = parts.position_code
        and months.month_index = parts.month_index
where parts.fte is null or abs(positions.fte - parts.fte) > 0.00001
