-- One row per month: contributors as a share of active users, before the driver opt_in_rate.
with months as (select * from {{ ref('int_months') }}),

targets as (
    select
        month_index,
        rate,
        lead(month_index) over (order by month_index) as next_month_index,
        lead(rate) over (order by month_index) as next_rate
    from {{ ref('stg_opt_in_targets') }}
)

select
    months.month_index,
    cast(coalesce(
        case
            when targets.next_month_index is null then targets.rate
            else
                targets.rate + {{ divide(
                    '(targets.next_rate - targets.rate) * (months.month_index - targets.month_index)',
                    'targets.next_month_index - targets.month_index',
                    10
                ) }}
        end, 0
    ) as decimal(18, 10)) as opt_in_rate
from months
left join targets
    on
        months.month_index >= targets.month_index
        and (months.month_index < targets.next_month_index or targets.next_month_index is null)
