-- One row per run and dividend period. The run `in_force` takes the policy valid on the period's
-- first day; the other runs apply one policy version alone from the first period, for comparison.
with policies as (select * from {{ ref('stg_dividend_policies') }}),

months as (select * from {{ ref('int_months') }}),

blocks as (
    select
        policies.dividend_policy_code,
        min(months.month_index) as first_month,
        max(months.month_index) as last_month,
        min(months.month_start) as period_start,
        max(months.month_end) as period_end
    from policies
    cross join months
    group by
        policies.dividend_policy_code,
        {{ integer_quotient(
            'cast(months.month_index - 1 as ' ~ big_integer() ~ ')', 'cast(policies.period_months as ' ~ big_integer() ~ ')'
        ) }}
)

select
    'in_force' as dividend_run_code,
    blocks.dividend_policy_code,
    blocks.first_month,
    blocks.last_month,
    blocks.period_start,
    blocks.period_end
from blocks
inner join policies on blocks.dividend_policy_code = policies.dividend_policy_code
where
    blocks.period_start >= policies.valid_from
    and (policies.valid_to is null or blocks.period_start <= policies.valid_to)

union all

select
    dividend_policy_code as dividend_run_code,
    blocks.dividend_policy_code,
    blocks.first_month,
    blocks.last_month,
    blocks.period_start,
    blocks.period_end
from blocks
