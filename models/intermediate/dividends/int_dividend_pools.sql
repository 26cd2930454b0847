-- One row per dividend run and whole period of the default scenario: the pool with what earlier
-- periods carried in. A pool carries on whole when nobody is eligible, or while it is below 0.
{% set carried_in =
    'case when carried.total_composite > 0 and carried.dividend_pool_eur >= 0 then 0'
    ~ ' else carried.dividend_pool_eur end' %}
with recursive monthly_pools as (
    select pools.*
    from {{ ref('int_dividend_pools_monthly') }} as pools
    inner join {{ ref('int_scenario_variants') }} as variants
        on pools.variant_code = variants.variant_code and variants.is_default
    where pools.is_whole_period
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

-- Each period's own pool, before what earlier periods carry in.
shared as (
    select
        dividend_run_code,
        dividend_policy_code,
        period_start,
        period_end,
        cast(row_number() over (partition by dividend_run_code order by period_start) as integer)
            as period_number,
        cast(sum(model_revenue_eur) as decimal(18, 2)) as model_revenue_eur,
        cast(sum(platform_share_eur) as decimal(18, 2)) as platform_share_eur,
        cast(sum(dividend_pool_eur) as decimal(18, 2)) as own_pool_eur
    from monthly_pools
    group by dividend_run_code, dividend_policy_code, period_start, period_end
),

periods as (
    select
        shared.*,
        coalesce(eligible.eligible_contributors, 0) as eligible_contributors,
        coalesce(eligible.total_acus, 0) as total_acus,
        coalesce(eligible.total_composite, 0) as total_composite
    from shared
    left join eligible
        on
            shared.dividend_run_code = eligible.dividend_run_code
            and shared.period_start = eligible.period_start
),

carried as (
    select
        *,
        cast(0 as decimal(18, 2)) as pool_carried_in_eur,
        own_pool_eur as dividend_pool_eur
    from periods
    where period_number = 1

    union all

    select
        periods.*,
        cast({{ carried_in }} as decimal(18, 2)) as pool_carried_in_eur,
        cast(periods.own_pool_eur + {{ carried_in }} as decimal(18, 2)) as dividend_pool_eur
    from carried
    inner join periods
        on
            carried.dividend_run_code = periods.dividend_run_code
            and periods.period_number = carried.period_number + 1
)

select
    dividend_run_code,
    dividend_policy_code,
    period_number,
    period_start,
    period_end,
    model_revenue_eur,
    platform_share_eur,
    pool_carried_in_eur,
    dividend_pool_eur,
    eligible_contributors,
    total_acus,
    total_composite,
    total_composite > 0 and dividend_pool_eur >= 0 as is_distributed
from carried
