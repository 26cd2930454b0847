-- Under an acu_weighted policy, splitting the largest account of a period into equal parts that
-- each reach the minimum gains its owner at most three cents.
{{ config(group='finance') }}
with composites as (
    select composites.*
    from {{ ref('int_contributor_composites') }} as composites
    inner join {{ ref('stg_dividend_policies') }} as policies
        on composites.dividend_run_code = policies.dividend_policy_code
    where
        policies.scoring_method = 'acu_weighted'
        and composites.is_eligible
),

pools as (select * from {{ ref('int_dividend_pools') }} where is_distributed),

earnings as (select * from {{ ref('int_contributor_earnings') }}),

part_numbers as (
    select
        months.month_index as part_number,
        assumptions.value_number as number_of_parts
    from {{ ref('int_months') }} as months
    inner join {{ ref('stg_assumptions') }} as assumptions
        on
            assumptions.assumption_code = 'largest_account_split_parts'
            and months.month_index <= assumptions.value_number
),

ranked as (
    select
        *,
        row_number() over (
            partition by dividend_run_code, period_start
            order by acus desc, {{ byte_order('contributor_code') }}
        ) as size_rank
    from composites
),

-- Equal whole parts; the last one takes the ACUs that are left.
split_accounts as (
    select
        ranked.dividend_run_code,
        ranked.period_start,
        ranked.contributor_code,
        ranked.size_rank,
        cast(part_numbers.part_number as integer) as part_number,
        ranked.composite_score / ranked.acus * case
            when part_numbers.part_number < part_numbers.number_of_parts
                then floor(ranked.acus / part_numbers.number_of_parts)
            else
                ranked.acus
                - (part_numbers.number_of_parts - 1)
                * floor(ranked.acus / part_numbers.number_of_parts)
        end as part_composite
    from ranked
    cross join part_numbers
    where ranked.size_rank = 1

    union all

    select
        dividend_run_code,
        period_start,
        contributor_code,
        size_rank,
        1 as part_number,
        composite_score as part_composite
    from ranked
    where size_rank > 1
),

parts as (
    select
        split_accounts.dividend_run_code,
        split_accounts.period_start,
        split_accounts.contributor_code,
        split_accounts.part_number,
        cast(round(cast(split_accounts.part_composite as decimal(28, 6)), 0) as decimal(18, 0))
            as part_composite,
        pools.dividend_pool_eur
    from split_accounts
    inner join pools
        on
            split_accounts.dividend_run_code = pools.dividend_run_code
            and split_accounts.period_start = pools.period_start
),

allocated as (
    {{ largest_remainder(
        'parts', 'dividend_pool_eur', 'part_composite', ['dividend_run_code', 'period_start'],
        ['contributor_code', 'part_number'], [byte_order('contributor_code'), 'part_number']
    ) }}
),

gains as (
    select
        ranked.dividend_run_code,
        ranked.period_start,
        ranked.contributor_code,
        sum(allocated.allocated_amount) - max(earnings.earned_eur) as gain_eur
    from ranked
    inner join allocated
        on
            ranked.dividend_run_code = allocated.dividend_run_code
            and ranked.period_start = allocated.period_start
            and ranked.contributor_code = allocated.contributor_code
    inner join earnings
        on
            ranked.dividend_run_code = earnings.dividend_run_code
            and ranked.period_start = earnings.period_start
            and ranked.contributor_code = earnings.contributor_code
    where ranked.size_rank = 1
    group by ranked.dividend_run_code, ranked.period_start, ranked.contributor_code
)

select *
from gains
where gain_eur > 0.03
