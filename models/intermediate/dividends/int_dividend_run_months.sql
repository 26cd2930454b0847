-- One row per policy that runs alone, scenario and month: result and cash of the company if its
-- contributors were paid by this policy from the first month on. Everything else is as in the plan:
-- payouts and fees of the run in force are put back, those of the policy taken out. Cash is a
-- stock.
with policies as (select * from {{ ref('stg_dividend_policies') }}),

variants as (select * from {{ ref('int_scenario_variants') }} where is_named),

results as (select * from {{ ref('int_unit_economics') }}),

payouts as (select * from {{ ref('int_dividend_run_payouts') }}),

fees as (
    select
        dividend_run_code,
        variant_code,
        month_index,
        sum(cost_eur) as fees_eur
    from {{ ref('int_dividend_run_fees') }}
    group by dividend_run_code, variant_code, month_index
),

-- Fees of the run in force are in the result by the months of their period.
accrued_fees as (
    select
        variant_code,
        month_index,
        sum(operating_cost_eur) as accrued_fees_eur
    from {{ ref('int_operating_costs') }}
    where line_code like 'payout:%'
    group by variant_code, month_index
),

entries as (
    select
        policies.dividend_policy_code,
        results.variant_code,
        results.month_index,
        results.net_result_eur + coalesce(accrued_fees.accrued_fees_eur, 0)
            as result_before_fees_eur,
        coalesce(payouts.paid_eur, 0) as paid_eur,
        coalesce(fees.fees_eur, 0) as fees_eur,
        results.cash_flow_eur
        + coalesce(payouts_in_force.paid_eur, 0) + coalesce(fees_in_force.fees_eur, 0)
        - coalesce(payouts.paid_eur, 0) - coalesce(fees.fees_eur, 0) as cash_flow_eur,
        results.funds_eur
    from results
    inner join variants on results.variant_code = variants.variant_code
    cross join policies
    left join accrued_fees
        on
            results.variant_code = accrued_fees.variant_code
            and results.month_index = accrued_fees.month_index
    left join payouts as payouts_in_force
        on
            payouts_in_force.dividend_run_code = 'in_force'
            and results.variant_code = payouts_in_force.variant_code
            and results.month_index = payouts_in_force.payout_month
    left join fees as fees_in_force
        on
            fees_in_force.dividend_run_code = 'in_force'
            and results.variant_code = fees_in_force.variant_code
            and results.month_index = fees_in_force.month_index
    left join payouts
        on
            policies.dividend_policy_code = payouts.dividend_run_code
            and results.variant_code = payouts.variant_code
            and results.month_index = payouts.payout_month
    left join fees
        on
            policies.dividend_policy_code = fees.dividend_run_code
            and results.variant_code = fees.variant_code
            and results.month_index = fees.month_index
),

cumulated as (
    select
        *,
        sum(cash_flow_eur) over (
            partition by dividend_policy_code, variant_code
            order by month_index rows between unbounded preceding and current row
        ) as cumulated_cash_flow_eur
    from entries
)

select
    dividend_policy_code,
    variant_code,
    month_index,
    cast(result_before_fees_eur as decimal(18, 2)) as result_before_fees_eur,
    cast(paid_eur as decimal(18, 2)) as paid_eur,
    cast(fees_eur as decimal(18, 2)) as fees_eur,
    cast(cumulated_cash_flow_eur as decimal(18, 2)) as cumulated_cash_flow_eur,
    cast(funds_eur + cumulated_cash_flow_eur as decimal(18, 2)) as cash_balance_eur
from cumulated
