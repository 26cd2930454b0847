"""Print what a change moves: total cost, cost per user and dividend pool before and after.

Usage: python scripts/impact.py BASE_WAREHOUSE HEAD_WAREHOUSE

One Markdown row per scenario, milestone and measure that moved; rows that stayed are left out.
Total cost is the milestone's; cost per user and the pool are those of its last month. All in EUR.
"""

import sys
from decimal import Decimal

import agate
import duckdb

MEASURES = """
    select scenario_code, milestone_code, 'total cost' as measure, total_cost_eur as amount
    from {database}.marts.milestone_cost_summary
    union all
    select scenario_code, milestone_code, 'cost per user', cost_per_user
    from {database}.marts.cost_per_user_analysis
    union all
    select scenario_code, milestone_code, 'dividend pool', dividend_pool_eur
    from {database}.marts.cost_per_user_analysis
"""
MOVED = f"""
    with before as ({MEASURES.format(database="base")}),
    after as ({MEASURES.format(database="head")})
    select
        coalesce(after.scenario_code, before.scenario_code) as scenario,
        coalesce(after.milestone_code, before.milestone_code) as milestone,
        coalesce(after.measure, before.measure) as measure,
        before.amount as before,
        after.amount as after,
        coalesce(after.amount, 0) - coalesce(before.amount, 0) as difference
    from before
    full outer join after using (scenario_code, milestone_code, measure)
    where before.amount is distinct from after.amount
    order by scenario, cast(substr(milestone, 2) as integer), measure desc
"""


def moved_rows(base: str, head: str) -> tuple[list[str], list[tuple]]:
    """Names and rows of what differs between two built warehouses."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{base}' as base (read_only)")
        connection.execute(f"attach '{head}' as head (read_only)")
        result = connection.execute(MOVED)
        return [column[0] for column in result.description], result.fetchall()


def shown(cell: object, measure: str) -> str | None:
    """A cell as text: amounts with two decimals, cost per user with its six."""
    if isinstance(cell, Decimal) and measure != "cost per user":
        cell = cell.quantize(Decimal("0.01"))
    return None if cell is None else str(cell)


def main(base: str, head: str) -> None:
    names, rows = moved_rows(base, head)
    if not rows:
        print("No published figure moves.")
        return
    text = [[shown(cell, row[2]) for cell in row] for row in rows]
    types = [agate.Text()] * len(names)
    agate.Table(text, names, types).print_table(
        max_rows=None, max_columns=None, max_column_width=None
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
