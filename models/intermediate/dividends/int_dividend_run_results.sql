-- One row per policy that runs alone, scenario and whole period: what the projection pays and costs
-- under it, what the company keeps, and whether its cash and its result carry that. The period's
-- result bears the fees of its payout, also when they are due after the plan.
with runs as (
    select payouts.*
    from {{ ref('int_dividend_run_payouts') }} as payouts
    inner join {{ ref('int_scenario_variants') }} as variants
        on payouts.variant_code = variants.variant_code and variants.is_named
    where payouts.dividend_run_code <> 'in_force'
),

months as (select * from {{ ref('int_dividend_run_months') }}),

fees as (
    select
        dividend_run_code,
        variant_code,
        month_index,
        cast(sum(cost_eur) as decimal(18, 2)) as fees_eur
    from {{ ref('int_dividend_run_fees') }}
    group by dividend_run_code, variant_code, month_index
),

period_sums as (
    select
        runs.dividend_run_code,
        runs.variant_code,
        runs.period_start,
        cast(sum(months.result_before_fees_eur) as decimal(18, 2)) as result_before_fees_eur,
        cast(
            sum(
                case
                    when months.month_index = runs.period_last_month then months.cash_balance_eur
                    else 0
                end
            ) as decimal(18, 2)
        ) as cash_before_payout_eur
    from runs
    inner join months
        on
            runs.dividend_run_code = months.dividend_policy_code
            and runs.variant_code = months.variant_code
            and months.month_index between runs.period_first_month and runs.period_last_month
    group by runs.dividend_run_code, runs.variant_code, runs.period_start
),

amounts as (
    select
        runs.*,
        cast(runs.pool_basis_eur - runs.platform_share_eur as decimal(18, 2)) as own_pool_eur,
        coalesce(fees.fees_eur, 0) as fees_eur,
        cast(period_sums.result_before_fees_eur - coalesce(fees.fees_eur, 0) as decimal(18, 2))
            as net_result_eur,
        period_sums.cash_before_payout_eur
    from runs
    inner join period_sums
        on
            runs.dividend_run_code = period_sums.dividend_run_code
            and runs.variant_code = period_sums.variant_code
            and runs.period_start = period_sums.period_start
    left join fees
        on
            runs.dividend_run_code = fees.dividend_run_code
            and runs.variant_code = fees.variant_code
            and runs.payout_month = fees.month_index
)

select
    dividend_policy_code,
    variant_code,
    period_start,
    period_end,
    period_first_month,
    period_last_month,
    contributors,
    model_revenue_eur,
    contribution_margin_eur,
    platform_share_eur,
    own_pool_eur,
    dividend_pool_eur,
    opening_liability_eur,
    paid_eur,
    payees,
    liability_eur,
    carried_forward_eur,
    fees_eur,
    cast(contribution_margin_eur - own_pool_eur - fees_eur as decimal(18, 2)) as company_keeps_eur,
    net_result_eur,
    cash_before_payout_eur,
    cash_before_payout_eur >= paid_eur as is_solvent_after_dividend,
    net_result_eur >= dividend_pool_eur as is_covered_by_result
from amounts
