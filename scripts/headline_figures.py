"""Print the headline figures of a built warehouse: cost per user by milestone and the first dividend.

Usage: python scripts/headline_figures.py WAREHOUSE
"""

import sys

import duckdb

COST_PER_USER = """
    select
        milestone_code as milestone,
        active_users,
        operating_cost_eur as operating_cost,
        round(cost_per_user, 4) as cost_per_user,
        round(cost_per_active_user, 4) as cost_per_active_user,
        round(published_cost_per_user, 4) as published,
        round(net_cost_per_user_after_dividend, 4) as net_after_dividend,
        unit_economics_status as status
    from marts.cost_per_user_analysis
    where scenario_code = (select scenario_code from staging.stg_scenarios where is_default)
    order by analysis_month
"""
FIRST_DIVIDEND = """
    select
        period_start,
        model_revenue_eur as model_revenue,
        platform_share_eur as platform_share,
        dividend_pool_eur as dividend_pool,
        eligible_contributors as eligible,
        paid_contributors as paid_people,
        paid_eur as paid,
        closing_balance_eur as kept_for_later
    from marts.dividend_calculations
    where dividend_pool_eur > 0
    order by period_start
    limit 1
"""


def main(warehouse: str) -> None:
    with duckdb.connect(warehouse, read_only=True) as connection:
        print("\nCost per user by milestone, default scenario, EUR a month")
        connection.sql(COST_PER_USER).show(max_width=160)
        print("First dividend, EUR (the contributors are a synthetic sample)")
        connection.sql(FIRST_DIVIDEND).show(max_width=160)
    print(f"Warehouse: {warehouse}")


if __name__ == "__main__":
    main(sys.argv[1])
