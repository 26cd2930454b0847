-- One row per dividend policy and whole period of the default scenario: what each policy would do
-- alone from the first period on, with a carry of its own. Columns with projected_ are those of the
-- plan's contributors and cash, the others those of the contributor sample. Balances, liabilities
-- and cash are stocks: never add them up over periods. Policies are alternatives: never add them.
with results as (
    select results.*
    from {{ ref('int_dividend_run_results') }} as results
    inner join {{ ref('scenarios') }} as scenarios
        on results.variant_code = scenarios.scenario_code and scenarios.is_default
),

policies as (select * from {{ ref('stg_dividend_policies') }}),

pools as (select * from {{ ref('int_dividend_pools') }}),

statistics as (select * from {{ ref('int_dividend_statistics') }}),

spread as (select * from {{ ref('int_dividend_spread') }}),

split_gains as (select * from {{ ref('int_dividend_split_gains') }})

select
    results.dividend_policy_code,
    results.period_start,
    results.period_end,
    policies.scoring_method,
    policies.pool_basis,
    policies.is_alternative,
    results.model_revenue_eur,
    results.contribution_margin_eur,
    results.platform_share_eur,
    pools.dividend_pool_eur,
    pools.eligible_contributors,
    statistics.earned_eur,
    spread.top_decile_share,
    spread.gini,
    split_gains.split_gain_eur,
    statistics.paid_contributors,
    statistics.paid_eur,
    spread.stranded_contributors,
    spread.stranded_eur,
    spread.payout_fees_eur,
    results.contributors as projected_contributors,
    results.dividend_pool_eur as projected_pool_eur,
    results.payees as projected_payees,
    results.paid_eur as projected_paid_eur,
    results.liability_eur as projected_liability_eur,
    results.fees_eur as projected_fees_eur,
    results.company_keeps_eur,
    results.net_result_eur,
    results.cash_before_payout_eur,
    results.is_solvent_after_dividend,
    results.is_covered_by_result
from results
inner join policies on results.dividend_policy_code = policies.dividend_policy_code
inner join pools
    on
        results.dividend_policy_code = pools.dividend_run_code
        and results.period_start = pools.period_start
inner join statistics
    on
        results.dividend_policy_code = statistics.dividend_run_code
        and results.period_start = statistics.period_start
inner join spread
    on
        results.dividend_policy_code = spread.dividend_run_code
        and results.period_start = spread.period_start
left join split_gains
    on
        results.dividend_policy_code = split_gains.dividend_run_code
        and results.period_start = split_gains.period_start
