-- One row per scenario, dividend policy in force and whole dividend period. pool_carried_in_eur is
-- part of dividend_pool_eur, and balances and liabilities are stocks: never add them up over
-- periods. Columns without projected_ that name contributors are those of the contributor sample:
-- they follow the default scenario and are null elsewhere; only the projection touches cash.
with scenarios as (select * from {{ ref('scenarios') }}),

payouts as (select * from {{ ref('int_dividend_payouts') }}),

unit_economics as (select * from {{ ref('int_unit_economics') }}),

pools as (select * from {{ ref('int_dividend_pools') }} where dividend_run_code = 'in_force'),

statistics as (
    select * from {{ ref('int_dividend_statistics') }} where dividend_run_code = 'in_force'
),

period_results as (
    select
        payouts.variant_code,
        payouts.period_start,
        cast(sum(unit_economics.net_result_eur) as decimal(18, 2)) as net_result_eur,
        cast(
            sum(
                case
                    when unit_economics.month_index = payouts.period_last_month
                        then unit_economics.cash_balance_eur
                    else 0
                end
            ) as decimal(18, 2)
        ) as cash_before_payout_eur
    from payouts
    inner join unit_economics
        on
            payouts.variant_code = unit_economics.variant_code
            and unit_economics.month_index between payouts.period_first_month
            and payouts.period_last_month
    group by payouts.variant_code, payouts.period_start
)

select
    {{ dividend_calculation_code(
        'scenarios.scenario_code', 'payouts.dividend_policy_code', 'payouts.period_start'
    ) }} as dividend_calculation_code,
    scenarios.scenario_code,
    payouts.dividend_policy_code,
    payouts.period_start,
    payouts.period_end,
    payouts.payout_month,
    payouts.model_revenue_eur,
    payouts.pool_basis_eur,
    payouts.platform_share_eur,
    coalesce(pools.pool_carried_in_eur, payouts.pool_carried_in_eur) as pool_carried_in_eur,
    coalesce(pools.dividend_pool_eur, payouts.dividend_pool_eur) as dividend_pool_eur,
    payouts.contributors as projected_contributors,
    payouts.dividend_pool_eur as projected_pool_eur,
    payouts.opening_liability_eur as projected_opening_liability_eur,
    payouts.paid_eur as projected_paid_eur,
    payouts.liability_eur as projected_liability_eur,
    payouts.carried_forward_eur as projected_carried_forward_eur,
    payouts.payees as projected_payees,
    period_results.net_result_eur,
    period_results.cash_before_payout_eur,
    period_results.cash_before_payout_eur >= payouts.paid_eur as is_solvent_after_dividend,
    period_results.net_result_eur >= payouts.dividend_pool_eur as is_covered_by_result,
    pools.eligible_contributors,
    pools.total_acus,
    pools.total_composite,
    statistics.earned_eur,
    statistics.paid_eur,
    statistics.paid_contributors,
    statistics.opening_balance_eur,
    statistics.closing_balance_eur,
    cast(pools.dividend_pool_eur - statistics.earned_eur as decimal(18, 2)) as carried_forward_eur,
    statistics.average_earned_eur,
    statistics.median_earned_eur,
    statistics.minimum_earned_eur,
    statistics.maximum_earned_eur,
    case
        when pools.period_start is null then null
        when pools.dividend_pool_eur < 0 then 'negative_pool_carried'
        when pools.dividend_pool_eur = 0 then 'no_pool'
        when not pools.is_distributed then 'pool_carried'
        when statistics.paid_eur = 0 then 'earned_not_paid'
        else 'paid'
    end as status
from scenarios
inner join payouts on scenarios.scenario_code = payouts.variant_code
inner join period_results
    on
        payouts.variant_code = period_results.variant_code
        and payouts.period_start = period_results.period_start
left join pools on scenarios.is_default and payouts.period_start = pools.period_start
left join statistics
    on
        pools.dividend_run_code = statistics.dividend_run_code
        and pools.period_start = statistics.period_start
