-- One row per policy that runs alone and period whose pool is split: what the owner of the largest
-- account would gain by splitting it into equal accounts with the same scores. Parts are whole
-- ACUs, the last takes what is left; one below the minimum earns nothing.
with composites as (
    select composites.*
    from {{ ref('int_contributor_composites') }} as composites
    where composites.is_eligible and composites.dividend_run_code <> 'in_force'
),

pools as (select * from {{ ref('int_dividend_pools') }} where is_distributed),

earnings as (select * from {{ ref('int_contributor_earnings') }}),

policies as (select * from {{ ref('stg_dividend_policies') }}),

weights as (
    select
        dividend_policy_code,
        max(case when factor = 'volume' then weight end) as volume_weight,
        max(case when factor = 'quality' then weight end) as quality_weight,
        max(case when factor = 'uniqueness' then weight end) as uniqueness_weight,
        max(case when factor = 'depth' then weight end) as depth_weight,
        max(case when factor = 'domain' then weight end) as domain_weight,
        max(case when factor = 'engagement' then weight end) as engagement_weight,
        max(case when factor = 'consistency' then weight end) as consistency_weight
    from {{ ref('stg_dividend_factors') }}
    group by dividend_policy_code
),

part_numbers as (
    select
        cast(months.month_index as integer) as part_number,
        cast(assumptions.value_number as integer) as number_of_parts
    from {{ ref('int_calendar_months') }} as months
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

split_accounts as (
    select
        ranked.*,
        part_numbers.part_number,
        case
            when part_numbers.part_number < part_numbers.number_of_parts
                then {{ integer_quotient('ranked.acus', 'part_numbers.number_of_parts') }}
            else
                ranked.acus
                - (part_numbers.number_of_parts - 1)
                * {{ integer_quotient('ranked.acus', 'part_numbers.number_of_parts') }}
        end as part_acus
    from ranked
    cross join part_numbers
    where ranked.size_rank = 1
),

split_scores as (
    select
        split_accounts.dividend_run_code,
        split_accounts.period_start,
        split_accounts.contributor_code,
        split_accounts.part_number,
        split_accounts.part_acus >= policies.min_acus as is_eligible,
        case policies.scoring_method when 'acu_weighted' then split_accounts.part_acus else 1 end
        * cast(round(
            1000000
            * (
                {{ weighted_points(
                    'split_accounts', 'weights',
                    divide(
                        'least(split_accounts.part_acus, policies.volume_cap_acus)',
                        'policies.volume_cap_acus', 6, 9
                    )
                ) }}
            ),
            0
        ) as bigint) as part_composite
    from split_accounts
    inner join policies on split_accounts.dividend_run_code = policies.dividend_policy_code
    inner join weights on policies.dividend_policy_code = weights.dividend_policy_code
),

weighed as (
    select
        dividend_run_code,
        period_start,
        contributor_code,
        part_number,
        case when is_eligible then part_composite else 0 end as part_composite
    from split_scores

    union all

    select
        dividend_run_code,
        period_start,
        contributor_code,
        1 as part_number,
        composite_score as part_composite
    from ranked
    where size_rank > 1
),

parts as (
    select
        weighed.*,
        pools.dividend_pool_eur
    from weighed
    inner join pools
        on
            weighed.dividend_run_code = pools.dividend_run_code
            and weighed.period_start = pools.period_start
),

allocated as (
    {{ largest_remainder(
        'parts', 'dividend_pool_eur', 'part_composite', ['dividend_run_code', 'period_start'],
        ['contributor_code', 'part_number'], [byte_order('contributor_code'), 'part_number']
    ) }}
)

select
    ranked.dividend_run_code,
    ranked.period_start,
    cast(sum(allocated.allocated_amount) - max(earnings.earned_eur) as decimal(18, 2))
        as split_gain_eur
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
group by ranked.dividend_run_code, ranked.period_start
