-- One row per dividend run, scenario variant and month: what is shared, the platform's part and the
-- contributors' pool. Shared is model revenue or its contribution margin, as the policy says; the
-- platform's part is rounded to the cent, the pool is what is left.
with margins as (select * from {{ ref('int_model_margins') }}),

runs as (select * from {{ ref('int_dividend_runs') }}),

policies as (select * from {{ ref('stg_dividend_policies') }}),

bases as (
    select
        runs.dividend_run_code,
        margins.variant_code,
        margins.month_index,
        runs.dividend_policy_code,
        runs.period_start,
        runs.period_end,
        runs.first_month as period_first_month,
        runs.last_month as period_last_month,
        runs.is_whole_period,
        policies.platform_share,
        policies.min_payout_eur,
        margins.model_revenue_eur,
        margins.contribution_margin_eur,
        case policies.pool_basis
            when 'revenue' then margins.model_revenue_eur
            when 'contribution_margin' then margins.contribution_margin_eur
        end as pool_basis_eur
    from margins
    inner join runs on margins.month_index between runs.first_month and runs.last_month
    inner join policies on runs.dividend_policy_code = policies.dividend_policy_code
),

shared as (
    select
        *,
        cast(round({{ product(['pool_basis_eur', 'platform_share']) }}, 2) as decimal(18, 2))
            as platform_share_eur
    from bases
)

select
    dividend_run_code,
    variant_code,
    month_index,
    dividend_policy_code,
    period_start,
    period_end,
    period_first_month,
    period_last_month,
    is_whole_period,
    min_payout_eur,
    model_revenue_eur,
    contribution_margin_eur,
    pool_basis_eur,
    platform_share_eur,
    cast(pool_basis_eur - platform_share_eur as decimal(18, 2)) as dividend_pool_eur
from shared
