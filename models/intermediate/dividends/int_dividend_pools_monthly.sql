-- One row per dividend run, scenario variant and month: model revenue, the platform's part and the
-- contributors' pool. The platform's part is rounded to the cent, the pool is what is left.
with revenue as (select * from {{ ref('int_revenue') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

months as (select * from {{ ref('int_months') }}),

runs as (select * from {{ ref('int_dividend_runs') }}),

policies as (select * from {{ ref('stg_dividend_policies') }}),

model_revenue as (
    select
        variants.variant_code,
        months.month_index,
        cast(
            sum(case when revenue.is_model_revenue then revenue.revenue_eur else 0 end)
            as decimal(18, 2)
        ) as model_revenue_eur
    from variants
    cross join months
    left join revenue
        on
            variants.variant_code = revenue.variant_code
            and months.month_index = revenue.month_index
    group by variants.variant_code, months.month_index
),

shared as (
    select
        runs.dividend_run_code,
        model_revenue.variant_code,
        model_revenue.month_index,
        runs.dividend_policy_code,
        runs.period_start,
        runs.period_end,
        runs.first_month as period_first_month,
        runs.last_month as period_last_month,
        runs.is_whole_period,
        policies.min_payout_eur,
        model_revenue.model_revenue_eur,
        cast(
            round(
                {{ product(['model_revenue.model_revenue_eur', 'policies.platform_share']) }}, 2
            ) as decimal(18, 2)
        ) as platform_share_eur
    from model_revenue
    inner join runs on model_revenue.month_index between runs.first_month and runs.last_month
    inner join policies on runs.dividend_policy_code = policies.dividend_policy_code
)

select
    *,
    cast(model_revenue_eur - platform_share_eur as decimal(18, 2)) as dividend_pool_eur
from shared
