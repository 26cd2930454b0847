-- One row per scenario variant and month: cost, revenue, users, results and cash of the whole
-- company, in EUR.
with costs as (select * from {{ ref('int_monthly_cost_measures') }}),

amortization as (select * from {{ ref('int_training_amortization') }}),

user_base as (select * from {{ ref('int_user_base') }}),

revenue as (
    select
        scenario_code,
        month_index,
        cast(sum(revenue_eur) as decimal(18, 2)) as revenue_eur
    from {{ ref('int_revenue') }}
    group by scenario_code, month_index
),

pools as (select * from {{ ref('int_dividend_pools_monthly') }}),

payouts as (select * from {{ ref('int_dividend_payouts') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

combined as (
    select
        costs.*,
        user_base.total_users,
        user_base.active_users,
        user_base.new_users,
        user_base.contributors,
        user_base.churn_rate,
        constants.opening_cash_eur,
        coalesce(revenue.revenue_eur, 0) as revenue_eur,
        pools.dividend_pool_eur,
        coalesce(payouts.dividend_pool_eur, 0) as dividend_paid_out_eur,
        cast(
            costs.operating_cost_before_training_eur
            + coalesce(amortization.amortized_training_eur, 0)
            as decimal(18, 2)
        ) as operating_cost_eur
    from costs
    inner join user_base
        on
            costs.scenario_code = user_base.scenario_code
            and costs.month_index = user_base.month_index
    inner join pools
        on
            costs.scenario_code = pools.scenario_code
            and costs.month_index = pools.month_index
    left join amortization
        on
            costs.scenario_code = amortization.scenario_code
            and costs.month_index = amortization.month_index
    left join revenue
        on
            costs.scenario_code = revenue.scenario_code
            and costs.month_index = revenue.month_index
    left join payouts
        on
            costs.scenario_code = payouts.scenario_code
            and costs.month_index = payouts.payout_month
    cross join constants
),

results as (
    select
        *,
        revenue_eur - operating_cost_eur - growth_labor_eur - marketing_cost_eur as net_result_eur,
        revenue_eur - operating_cost_eur - growth_labor_eur - marketing_cost_eur - dividend_pool_eur
            as net_result_after_dividend_eur,
        revenue_eur - cash_cost_eur - dividend_paid_out_eur as cash_flow_eur
    from combined
)

select
    scenario_code,
    month_index,
    total_users,
    active_users,
    new_users,
    contributors,
    churn_rate,
    infrastructure_cost_eur,
    labor_cost_eur,
    third_party_cost_eur,
    legal_cost_eur,
    marketing_cost_eur,
    support_cost_eur,
    other_cost_eur,
    growth_labor_eur,
    operating_cost_eur,
    total_cost_eur,
    cast(revenue_eur as decimal(18, 2)) as revenue_eur,
    dividend_pool_eur,
    cast(net_result_eur as decimal(18, 2)) as net_result_eur,
    cast(net_result_after_dividend_eur as decimal(18, 2)) as net_result_after_dividend_eur,
    cast(dividend_paid_out_eur as decimal(18, 2)) as dividend_paid_out_eur,
    cast(cash_flow_eur as decimal(18, 2)) as cash_flow_eur,
    cast(opening_cash_eur + sum(cash_flow_eur) over (
        partition by scenario_code
        order by month_index rows between unbounded preceding and current row
    ) as decimal(18, 2)) as cash_balance_eur
from results
