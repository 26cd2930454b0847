-- One row per run and dividend period that begins in the plan. Each period has the length of the
-- version valid on its first day, and the next begins the month after it ends: a version with
-- another length takes over at the end of the running period. The run `in_force` takes the version
-- valid on the period's first day; the other runs apply one policy version alone from the first
-- period, for comparison, alternatives among them, unless the variable compare_dividend_policies
-- is false: each costs as much as the one in force. A period that the horizon cuts is not whole and
-- pays nothing.
with recursive policies as (select * from {{ ref('stg_dividend_policies') }}),

calendar_months as (select * from {{ ref('int_calendar_months') }}),

-- What a run applies in a month, if a period begins there.
applicable as (
    select
        'in_force' as dividend_run_code,
        calendar_months.month_index,
        policies.dividend_policy_code,
        policies.period_months
    from calendar_months
    inner join policies
        on
            calendar_months.month_start >= policies.valid_from
            and (policies.valid_to is null or calendar_months.month_start <= policies.valid_to)
            and not policies.is_alternative
    where calendar_months.month_index <= {{ var('horizon_months') }}

    {%- if var('compare_dividend_policies') %}

    union all

    select
        policies.dividend_policy_code as dividend_run_code,
        calendar_months.month_index,
        policies.dividend_policy_code,
        policies.period_months
    from calendar_months
    cross join policies
    where calendar_months.month_index <= {{ var('horizon_months') }}
    {%- endif %}
),

periods as (
    select
        dividend_run_code,
        dividend_policy_code,
        month_index as first_month,
        month_index + period_months - 1 as last_month
    from applicable
    where month_index = 1

    union all

    select
        applicable.dividend_run_code,
        applicable.dividend_policy_code,
        applicable.month_index as first_month,
        applicable.month_index + applicable.period_months - 1 as last_month
    from periods
    inner join applicable
        on
            periods.dividend_run_code = applicable.dividend_run_code
            and applicable.month_index = periods.last_month + 1
)

select
    periods.dividend_run_code,
    periods.dividend_policy_code,
    periods.first_month,
    periods.last_month,
    first_months.month_start as period_start,
    last_months.month_end as period_end,
    periods.last_month <= {{ var('horizon_months') }} as is_whole_period
from periods
inner join calendar_months as first_months on periods.first_month = first_months.month_index
inner join calendar_months as last_months on periods.last_month = last_months.month_index
