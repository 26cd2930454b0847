-- One row per scenario variant: what the plan comes to over all months.
-- Cost per active user, liability and cash are those of the last month.
with results as (select * from {{ ref('int_unit_economics') }}),

totals as (
    select
        variant_code,
        cast(sum(total_cost_eur) as decimal(18, 2)) as total_cost_eur,
        cast(sum(revenue_eur) as decimal(18, 2)) as total_revenue_eur,
        cast(sum(dividend_pool_eur) as decimal(18, 2)) as total_dividend_pool_eur,
        cast(sum(dividend_paid_out_eur) as decimal(18, 2)) as total_dividend_paid_eur,
        cast(greatest(0, -min(cumulated_cash_flow_eur)) as decimal(18, 2))
            as peak_funding_need_eur,
        min(case when net_result_eur > 0 then month_index end) as first_profit_month,
        min(case when net_result_after_dividend_eur > 0 then month_index end)
            as first_profit_after_dividend_month,
        min(case when is_break_even_month then month_index end) as break_even_month,
        min(case when is_cash_break_even_month then month_index end) as cash_break_even_month
    from results
    group by variant_code
)

select
    totals.variant_code,
    totals.total_cost_eur,
    totals.total_revenue_eur,
    totals.total_dividend_pool_eur,
    totals.total_dividend_paid_eur,
    totals.peak_funding_need_eur,
    totals.first_profit_month,
    totals.first_profit_after_dividend_month,
    totals.break_even_month,
    totals.cash_break_even_month,
    last_results.active_users,
    last_results.total_users,
    last_results.contributors,
    last_results.cash_balance_eur,
    last_results.dividend_liability_eur,
    last_results.cost_per_active_user,
    last_results.cost_per_user,
    last_results.runway_months
from totals
inner join results as last_results
    on
        totals.variant_code = last_results.variant_code
        and last_results.month_index = {{ var('horizon_months') }}
