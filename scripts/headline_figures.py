"""Print the headline figures of a built warehouse: cost per user by milestone, and why it moved.

Usage: python scripts/headline_figures.py WAREHOUSE
"""

import sys

import duckdb

COLUMNS_SHOWN = 10
LABEL_WIDTH, FIGURE_WIDTH = 29, 7
TOTALS = """
    select scenario_code, total_cost_eur, peak_funding_need_eur
    from marts.scenario_comparison
    inner join marts.scenarios using (scenario_code)
    where is_default or scenario_code = 'as-published'
    order by is_default desc
"""
MILESTONES = """
    select * from marts.cost_per_user_analysis
    where scenario_code = ?
    order by milestone_sequence desc
    limit ?
"""
LARGEST_MOVE = """
    with moves as (
        select
            *,
            row_number() over (
                partition by milestone_code order by abs(change_per_user) desc, step_order
            ) as step_rank
        from marts.cost_per_user_walk
        where scenario_code = ? and milestone_code in (select unnest(?))
    )

    select previous_milestone_code, milestone_code, cost_per_user - previous_cost_per_user,
        step_code, change_per_user
    from moves
    where step_rank <= 2 and change_per_user is not null
    order by abs(cost_per_user - previous_cost_per_user) desc, milestone_sequence, step_rank
    limit 2
"""


def figure(value, signed=False):
    """At most three digits behind the point, a real minus, a dash where nothing is known."""
    if value is None:
        return "-"
    digits = 3 if abs(value) < 10 else 1
    text = f"{value:+.{digits}f}" if signed else f"{value:.{digits}f}"
    return text.replace("-", "\N{MINUS SIGN}")


def millions(value):
    return f"{value / 1_000_000:.2f}"


def line(label, cells):
    return f"{label:<{LABEL_WIDTH}}" + "".join(f"{cell:>{FIGURE_WIDTH}}" for cell in cells)


def rows_of(connection, scenario):
    rows = connection.execute(MILESTONES, [scenario, COLUMNS_SHOWN])
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row)) for row in reversed(rows.fetchall())]


def table(connection, scenarios):
    """The lines of the table: one column a milestone, one line a measure."""
    default, *others = scenarios
    rows = rows_of(connection, default)

    def measure(label, column, of_rows=rows):
        return line(label, [figure(row[column]) for row in of_rows])

    yield line("EUR a user and month", [row["milestone_code"] for row in rows])
    yield line("active users at end, thousand", [f"{row['active_users'] / 1000:g}" for row in rows])
    yield measure(f"{default}: operating cost", "cost_per_user")
    yield measure("  all cost", "fully_loaded_cost_per_user")
    yield measure("  less revenue, plus dividend", "net_cost_per_user_after_dividend")
    yield measure("  of an active user", "cost_per_active_user")
    for other in others:
        yield measure(f"{other}: active user", "cost_per_active_user", rows_of(connection, other))
    yield measure("the plan's own: active user", "published_cost_per_user")


def largest_move(connection, scenario):
    """One sentence: between which milestones cost per user moved most, and the two largest steps."""
    milestones = [row["milestone_code"] for row in rows_of(connection, scenario)][1:]
    moves = connection.execute(LARGEST_MOVE, [scenario, milestones]).fetchall()
    if not moves:
        return "No milestone has a cost per user to compare."
    before, after, change = moves[0][:3]
    steps = ", ".join(f"{step.replace('_', ' ')} {figure(moved, True)}" for *_, step, moved in moves)
    return f"Largest move: {before} to {after} {figure(change, True)}, of it {steps} (cost_per_user_walk)."


def main(warehouse: str) -> None:
    with duckdb.connect(warehouse, read_only=True) as connection:
        totals = connection.execute(TOTALS).fetchall()
        print("\nAll months, M EUR: " + "; ".join(
            f"{code} cost {millions(cost)}, funding need {millions(need)}"
            for code, cost, need in totals
        ))
        print(*table(connection, [code for code, *_ in totals]), sep="\n")
        print(largest_move(connection, totals[0][0]))
    print(f"Warehouse: {warehouse}")


if __name__ == "__main__":
    main(sys.argv[1])
