-- One row per dividend run and period of the default scenario: the pool with what earlier periods
-- carried in. A pool carries on whole when nobody is eligible, or while it is below 0.
with recursive runs as (
    select
        *,
        cast(row_number() over (partition by dividend_run_code order by period_start) as integer)
            as period_number
    from {{ ref('int_dividend_runs') }}
),

policies as (select * from {{ ref('stg_dividend_policies') }}),

monthly_pools as (
    select pools.*
    from {{ ref('int_dividend_pools_monthly') }} as pools
    inner join {{ ref('int_scenario_variants') }} as variants
        on pools.scenario_code = variants.scenario_code and variants.is_default
),

composites as (select * from {{ ref('int_contributor_composites') }} where is_eligible),

eligible as (
    select
        dividend_run_code,
        period_start,
        cast(count(*) as integer) as eligible_contributors,
        cast(sum(acus) as bigint) as total_acus,
        cast(sum(composite_score) as bigint) as total_composite
    from composites
    group by dividend_run_code, period_start
),

platform_parts as (
    select
        runs.dividend_run_code,
        runs.period_start,
        cast(sum(monthly_pools.model_revenue_eur) as decimal(18, 2)) as model_revenue_eur,
        cast(sum(cast(
            round({{ product(['monthly_pools.model_revenue_eur', 'policies.platform_share']) }}, 2)
            as decimal(18, 2)
        )) as decimal(18, 2)) as platform_share_eur
    from runs
    inner join policies on runs.dividend_policy_code = policies.dividend_policy_code
    inner join monthly_pools
        on monthly_pools.month_index between runs.first_month and runs.last_month
    group by runs.dividend_run_code, runs.period_start
),

periods as (
    select
        runs.dividend_run_code,
        runs.dividend_policy_code,
        runs.period_number,
        runs.period_start,
        runs.period_end,
        platform_parts.model_revenue_eur,
        platform_parts.platform_share_eur,
        coalesce(eligible.eligible_contributors, 0) as eligible_contributors,
        coalesce(eligible.total_acus, 0) as total_acus,
        coalesce(eligible.total_composite, 0) as total_composite
    from runs
    inner join platform_parts
        on
            runs.dividend_run_code = platform_parts.dividend_run_code
            and runs.period_start = platform_parts.period_start
    left join eligible
        on
            runs.dividend_run_code = eligible.dividend_run_code
            and runs.period_start = eligible.period_start
),

carried as (
    select
        dividend_run_code,
        period_number,
        cast(0 as decimal(18, 2)) as pool_carried_in_eur,
        cast(model_revenue_eur - platform_share_eur as decimal(18, 2)) as dividend_pool_eur,
        total_composite
    from periods
    where period_number = 1

    union all

    select
        periods.dividend_run_code,
        periods.period_number,
        cast(
            case when carried.total_composite > 0 and carried.dividend_pool_eur >= 0 then 0
                else carried.dividend_pool_eur
            end as decimal(18, 2)
        ) as pool_carried_in_eur,
        cast(
            periods.model_revenue_eur - periods.platform_share_eur
            + case when carried.total_composite > 0 and carried.dividend_pool_eur >= 0 then 0
                else carried.dividend_pool_eur
            end as decimal(18, 2)
        ) as dividend_pool_eur,
        periods.total_composite
    from carried
    inner join periods
        on
            carried.dividend_run_code = periods.dividend_run_code
            and periods.period_number = carried.period_number + 1
)

select
    periods.dividend_run_code,
    periods.dividend_policy_code,
    periods.period_number,
    periods.period_start,
    periods.period_end,
    periods.model_revenue_eur,
    periods.platform_share_eur,
    carried.pool_carried_in_eur,
    carried.dividend_pool_eur,
    periods.eligible_contributors,
    periods.total_acus,
    periods.total_composite,
    periods.total_composite > 0 and carried.dividend_pool_eur >= 0 as is_distributed
from periods
inner join carried
    on
        periods.dividend_run_code = carried.dividend_run_code
        and periods.period_number = carried.period_number
