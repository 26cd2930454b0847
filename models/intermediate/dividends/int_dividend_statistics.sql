-- One row per dividend run and period: sums over the contributors and the spread of what was
-- earned.
with pools as (select * from {{ ref('int_dividend_pools') }}),

balances as (select * from {{ ref('int_contributor_balances') }}),

earnings as (select * from {{ ref('int_contributor_earnings') }}),

-- Amounts repeat: millions of earners have thousands of amounts. The median is the mean of the
-- middle one or two of the ranked earnings: the same cents on every engine.
amounts as (
    select
        dividend_run_code,
        period_start,
        earned_eur,
        count(*) as earners
    from earnings
    group by dividend_run_code, period_start, earned_eur
),

ranked as (
    select
        *,
        sum(earners) over (
            partition by dividend_run_code, period_start order by earned_eur
        ) as last_rank,
        sum(earners) over (partition by dividend_run_code, period_start) as number_of_earners
    from amounts
),

-- The middle ranks are the first with 2 x rank >= n and the first with 2 x rank > n.
middles as (
    select
        *,
        case
            when
                2 * last_rank >= number_of_earners
                and 2 * (last_rank - earners) < number_of_earners
                then 1
            else 0
        end
        + case
            when
                2 * last_rank > number_of_earners
                and 2 * (last_rank - earners) <= number_of_earners
                then 1
            else 0
        end as middle_earners
    from ranked
),

spread as (
    select
        dividend_run_code,
        period_start,
        sum(earners) as number_of_earners,
        sum(earned_eur * earners) as total_earned,
        min(earned_eur) as minimum_earned_eur,
        max(earned_eur) as maximum_earned_eur,
        sum(earned_eur * middle_earners) as middle_earned,
        sum(middle_earners) as middle_earners
    from middles
    group by dividend_run_code, period_start
),

totals as (
    select
        dividend_run_code,
        period_start,
        cast(sum(opening_balance_eur) as decimal(18, 2)) as opening_balance_eur,
        cast(sum(earned_eur) as decimal(18, 2)) as earned_eur,
        cast(sum(paid_eur) as decimal(18, 2)) as paid_eur,
        cast(sum(closing_balance_eur) as decimal(18, 2)) as closing_balance_eur,
        cast(sum(case when paid_eur > 0 then 1 else 0 end) as integer) as paid_contributors
    from balances
    group by dividend_run_code, period_start
)

-- A period without contributions and balances has a row of zeros.
select
    pools.dividend_run_code,
    pools.period_start,
    coalesce(totals.opening_balance_eur, 0) as opening_balance_eur,
    coalesce(totals.earned_eur, 0) as earned_eur,
    coalesce(totals.paid_eur, 0) as paid_eur,
    coalesce(totals.closing_balance_eur, 0) as closing_balance_eur,
    coalesce(totals.paid_contributors, 0) as paid_contributors,
    {{ divide('spread.total_earned', 'spread.number_of_earners', 2) }} as average_earned_eur,
    {{ divide('spread.middle_earned', 'spread.middle_earners', 2) }} as median_earned_eur,
    spread.minimum_earned_eur,
    spread.maximum_earned_eur
from pools
left join totals
    on
        pools.dividend_run_code = totals.dividend_run_code
        and pools.period_start = totals.period_start
left join spread
    on
        pools.dividend_run_code = spread.dividend_run_code
        and pools.period_start = spread.period_start
