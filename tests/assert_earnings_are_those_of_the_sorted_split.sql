-- Every part of a pool: the threshold of the last cent gives what sorting all remainders gives.
{{ config(group='finance') }}
with parts as (
    select
        parts.*,
        pools.dividend_pool_eur
    from {{ ref('int_contributor_parts') }} as parts
    inner join {{ ref('int_dividend_pools') }} as pools
        on
            parts.dividend_run_code = pools.dividend_run_code
            and parts.period_start = pools.period_start
),

sorted_split as (
    {{ largest_remainder(
        'parts', 'dividend_pool_eur', 'composite_score', ['dividend_run_code', 'period_start'],
        ['contributor_code'], [byte_order('contributor_code')]
    ) }}
)

select
    coalesce(sorted_split.dividend_run_code, earnings.dividend_run_code) as dividend_run_code,
    coalesce(sorted_split.period_start, earnings.period_start) as period_start,
    coalesce(sorted_split.contributor_code, earnings.contributor_code) as contributor_code,
    sorted_split.allocated_amount,
    earnings.earned_eur
from sorted_split
full outer join {{ ref('int_contributor_earnings') }} as earnings
    on
        sorted_split.dividend_run_code = earnings.dividend_run_code
        and sorted_split.period_start = earnings.period_start
        and sorted_split.contributor_code = earnings.contributor_code
where sorted_split.allocated_amount is distinct from earnings.earned_eur
