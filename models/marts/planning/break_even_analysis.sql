-- One row per scenario and milestone, at the milestone's last month: what it would take to break
-- even. All amounts are a month's.
select
    scenario_code,
    milestone_code,
    month_index,
    active_users,
    revenue_eur,
    model_revenue_eur,
    fixed_cost_eur,
    net_result_eur,
    net_result_after_dividend_eur,
    break_even_revenue_eur,
    cast(break_even_users as bigint) as break_even_users,
    break_even_revenue_after_dividend_eur,
    cast(break_even_users_after_dividend as bigint) as break_even_users_after_dividend,
    break_even_pool_share
from {{ ref('int_break_even') }}
