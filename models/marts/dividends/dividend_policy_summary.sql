-- One row per scenario and dividend policy: what each policy would come to over the plan, alone
-- from the first period on. Policies and scenarios are alternatives: never add them up.
with results as (select * from {{ ref('int_dividend_run_results') }}),

months as (select * from {{ ref('int_dividend_run_months') }}),

scenarios as (select * from {{ ref('scenarios') }}),

policies as (select * from {{ ref('stg_dividend_policies') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

periods as (
    select
        *,
        max(case when is_covered_by_result then 0 else period_last_month end) over (
            partition by variant_code, dividend_policy_code
        ) as last_uncovered_month,
        max(period_last_month) over (partition by variant_code, dividend_policy_code)
            as last_whole_month
    from results
),

totals as (
    select
        variant_code,
        dividend_policy_code,
        cast(sum(own_pool_eur) as decimal(18, 2)) as pool_eur,
        cast(sum(paid_eur) as decimal(18, 2)) as paid_eur,
        cast(sum(payees) as integer) as payees,
        cast(sum(fees_eur) as decimal(18, 2)) as fees_eur,
        cast(sum(company_keeps_eur) as decimal(18, 2)) as company_keeps_eur,
        cast(sum(net_result_eur - own_pool_eur) as decimal(18, 2))
            as net_result_after_dividend_eur,
        cast(sum(case when paid_eur > 0 then 1 else 0 end) as integer) as payouts,
        cast(
            sum(case when paid_eur > 0 and is_solvent_after_dividend then 1 else 0 end) as integer
        ) as solvent_payouts,
        cast(
            sum(
                case
                    when period_last_month = last_whole_month
                        then liability_eur + carried_forward_eur
                    else 0
                end
            ) as decimal(18, 2)
        ) as liability_at_end_eur,
        cast(
            sum(
                case
                    when period_last_month = {{ var('horizon_months') }} then paid_eur + fees_eur
                    else 0
                end
            ) as decimal(18, 2)
        ) as due_after_plan_eur,
        max(last_uncovered_month) as last_uncovered_month,
        max(last_whole_month) as last_whole_month
    from periods
    group by variant_code, dividend_policy_code
),

cash as (
    select
        variant_code,
        dividend_policy_code,
        cast(greatest(0, -min(cumulated_cash_flow_eur)) as decimal(18, 2))
            as peak_funding_need_eur,
        cast(
            sum(
                case
                    when month_index = {{ var('horizon_months') }} then cash_balance_eur
                    else 0
                end
            ) as decimal(18, 2)
        ) as cash_at_end_eur
    from months
    group by variant_code, dividend_policy_code
)

select
    scenarios.scenario_code,
    totals.dividend_policy_code,
    policies.scoring_method,
    policies.pool_basis,
    policies.period_months,
    policies.is_alternative,
    totals.pool_eur,
    totals.paid_eur,
    totals.payees,
    totals.payouts,
    totals.solvent_payouts,
    totals.fees_eur,
    {{ divide('totals.fees_eur', 'totals.paid_eur', 6, 9) }} as fee_share_of_paid,
    totals.liability_at_end_eur,
    totals.company_keeps_eur,
    totals.net_result_after_dividend_eur,
    cash.peak_funding_need_eur,
    cash.cash_at_end_eur,
    totals.due_after_plan_eur,
    case
        when
            totals.last_whole_month - totals.last_uncovered_month
            >= constants.break_even_min_months
            then totals.last_uncovered_month + 1
    end as first_covered_month
from totals
inner join scenarios on totals.variant_code = scenarios.scenario_code
inner join policies on totals.dividend_policy_code = policies.dividend_policy_code
inner join cash
    on
        totals.variant_code = cash.variant_code
        and totals.dividend_policy_code = cash.dividend_policy_code
cross join constants
