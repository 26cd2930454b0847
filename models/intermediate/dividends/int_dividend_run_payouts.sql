-- One row per dividend run, scenario variant and whole period: what the projection pays out in the
-- month after it. n = contributors at the period's end, due = opening liability + pool; where due
-- is less than the minimum payout for each of n, only the part due / n / minimum of it is paid and
-- the rest stays as liability. Without contributors, and while the pool is below 0, the pool
-- carries on and nothing is paid. Liability and carried pool are stocks: never add them up over
-- periods.
{% set pool = '(periods.own_pool_eur + rolled.carried_forward_eur)' %}
{% set is_distributed = '(periods.contributors > 0 and ' ~ pool ~ ' >= 0)' %}
{% set due = '(rolled.liability_eur + ' ~ pool ~ ')' %}
{% set due_at_full_reach = '(periods.contributors * periods.min_payout_eur)' %}
{% set paid %}
    case
        when not {{ is_distributed }} then 0
        when {{ due }} >= {{ due_at_full_reach }} then {{ due }}
        else {{ divide(product([due, due]), due_at_full_reach, 2) }}
    end
{% endset %}
with recursive monthly_pools as (
    select * from {{ ref('int_dividend_pools_monthly') }} where is_whole_period
),

user_base as (select * from {{ ref('int_user_base') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

own_pools as (
    select
        dividend_run_code,
        variant_code,
        dividend_policy_code,
        period_start,
        period_end,
        period_first_month,
        period_last_month,
        min_payout_eur,
        cast(sum(model_revenue_eur) as decimal(18, 2)) as model_revenue_eur,
        cast(sum(contribution_margin_eur) as decimal(18, 2)) as contribution_margin_eur,
        cast(sum(pool_basis_eur) as decimal(18, 2)) as pool_basis_eur,
        cast(sum(platform_share_eur) as decimal(18, 2)) as platform_share_eur,
        cast(sum(dividend_pool_eur) as decimal(18, 2)) as own_pool_eur
    from monthly_pools
    group by
        dividend_run_code,
        variant_code,
        dividend_policy_code,
        period_start,
        period_end,
        period_first_month,
        period_last_month,
        min_payout_eur
),

periods as (
    select
        own_pools.*,
        user_base.contributors,
        cast(row_number() over (
            partition by own_pools.dividend_run_code, own_pools.variant_code
            order by own_pools.period_start
        ) as integer) as period_number
    from own_pools
    inner join user_base
        on
            own_pools.variant_code = user_base.variant_code
            and own_pools.period_last_month = user_base.month_index
),

rolled as (
    select
        dividend_run_code,
        variant_code,
        0 as period_number,
        cast(0 as decimal(18, 2)) as opening_liability_eur,
        cast(0 as decimal(18, 2)) as pool_carried_in_eur,
        cast(0 as decimal(18, 2)) as dividend_pool_eur,
        cast(0 as decimal(18, 2)) as paid_eur,
        cast(0 as decimal(18, 2)) as liability_eur,
        cast(0 as decimal(18, 2)) as carried_forward_eur
    from periods
    where period_number = 1

    union all

    select
        periods.dividend_run_code,
        periods.variant_code,
        periods.period_number,
        rolled.liability_eur as opening_liability_eur,
        rolled.carried_forward_eur as pool_carried_in_eur,
        cast({{ pool }} as decimal(18, 2)) as dividend_pool_eur,
        cast({{ paid }} as decimal(18, 2)) as paid_eur,
        cast(
            case
                when {{ is_distributed }} then {{ due }} - ({{ paid }})
                else rolled.liability_eur
            end
            as decimal(18, 2)
        ) as liability_eur,
        cast(case when {{ is_distributed }} then 0 else {{ pool }} end as decimal(18, 2))
            as carried_forward_eur
    from rolled
    inner join periods
        on
            rolled.dividend_run_code = periods.dividend_run_code
            and rolled.variant_code = periods.variant_code
            and periods.period_number = rolled.period_number + 1
),

results as (
    select
        periods.*,
        rolled.opening_liability_eur,
        rolled.pool_carried_in_eur,
        rolled.dividend_pool_eur,
        rolled.paid_eur,
        rolled.liability_eur,
        rolled.carried_forward_eur,
        rolled.opening_liability_eur
        + rolled.dividend_pool_eur
        - rolled.carried_forward_eur as due_eur
    from periods
    inner join rolled
        on
            periods.dividend_run_code = rolled.dividend_run_code
            and periods.variant_code = rolled.variant_code
            and periods.period_number = rolled.period_number
)

select
    results.dividend_run_code,
    results.variant_code,
    results.dividend_policy_code,
    results.period_number,
    results.period_start,
    results.period_end,
    results.period_first_month,
    results.period_last_month,
    results.period_last_month + 1 as payout_month,
    results.min_payout_eur,
    results.contributors,
    results.model_revenue_eur,
    results.contribution_margin_eur,
    results.pool_basis_eur,
    results.platform_share_eur,
    results.pool_carried_in_eur,
    results.dividend_pool_eur,
    results.opening_liability_eur,
    results.paid_eur,
    results.liability_eur,
    results.carried_forward_eur,
    cast(case
        when results.paid_eur <= 0 then 0
        when results.liability_eur = 0
            then
                round({{ product(['results.contributors', 'constants.payout_eligible_share']) }}, 0)
        else {{ divide(
            product(['constants.payout_eligible_share', 'results.due_eur']),
            'results.min_payout_eur',
            0
        ) }}
    end as integer) as payees,
    -- What is owed is owed until the next payout; after the last one to the end of the plan.
    coalesce(
        lead(results.period_last_month) over (
            partition by results.dividend_run_code, results.variant_code
            order by results.period_start
        ), {{ var('longest_horizon_months') }}
    ) as liability_last_month
from results
cross join constants
