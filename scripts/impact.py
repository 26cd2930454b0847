"""Print what a change moves: total cost, cost per user and dividend pool before and after.

Usage: python scripts/impact.py [BASE]    BASE is a version in git, by default HEAD

One Markdown row per scenario, milestone and measure that moved; rows that stayed are left out.
Total cost is the milestone's; cost per user and the pool are those of its months. All in EUR.

The base is the published warehouse if that was built from BASE, else BASE is built in a work tree.
The new version starts as a copy of it, and dbt builds only what differs and what follows from it.
"""

import shutil
import subprocess
import sys
from decimal import Decimal

import agate
import duckdb
import warehouse
from published_files import literal

IMPACT = warehouse.ROOT / "warehouse" / "impact"
SOURCE = IMPACT / "source"
TABLES = ["--resource-type", "seed", "--resource-type", "model"]

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


def build(project, *arguments):
    """Build the tables of a project in its warehouse/build."""
    script = warehouse.ROOT / "scripts" / "run_dbt.py"
    profiles = ["--profiles-dir", str(warehouse.ROOT)]
    done = subprocess.run(
        ["python", str(script), "build", *TABLES, *profiles, *arguments], cwd=project
    )
    if done.returncode:
        sys.exit(done.returncode)


def remove_base():
    """Remove what an impact left behind."""
    shutil.rmtree(warehouse.ROOT / "warehouse" / "impact", ignore_errors=True)
    warehouse.git("worktree", "prune")


def built_base(commit):
    """(warehouse, folder of its manifest, digests) of a version, built in a work tree."""
    if warehouse.git("worktree", "add", "--detach", str(SOURCE), commit) is None:
        sys.exit(f"git cannot check out {commit} into {SOURCE}")
    (SOURCE / "warehouse" / "build").mkdir(parents=True, exist_ok=True)
    build(SOURCE)
    database = SOURCE / "warehouse" / "build" / "vivim.duckdb"
    return database, SOURCE / "target", warehouse.digests(SOURCE)


def build_head(base, state, base_digests):
    """Build the working files on a copy of the base: what differs, or everything."""
    files, seeds = warehouse.changed(base_digests, warehouse.digests(warehouse.ROOT))
    if files:
        warehouse.remove(warehouse.BUILD)
        build(warehouse.ROOT)
    else:
        warehouse.start_from(base)
        selected = ["state:modified+", *(f"{seed}+" for seed in seeds)]
        build(warehouse.ROOT, "--select", *selected, "--state", str(state))


def moved_rows(base: str, head: str) -> tuple[list[str], list[tuple]]:
    """Names and rows of what differs between two built warehouses."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(base)} as base (read_only)")
        connection.execute(f"attach {literal(head)} as head (read_only)")
        result = connection.execute(MOVED)
        return [column[0] for column in result.description], result.fetchall()


def shown(cell: object, measure: str) -> str | None:
    """A cell as text: amounts with two decimals, cost per user with its six."""
    if isinstance(cell, Decimal) and measure != "cost per user":
        cell = cell.quantize(Decimal("0.01"))
    return None if cell is None else str(cell)


def show(names, rows):
    if not rows:
        print("No published figure moves.")
        return
    text = [[shown(cell, row[2]) for cell in row] for row in rows]
    types = [agate.Text()] * len(names)
    agate.Table(text, names, types).print_table(
        max_rows=None, max_columns=None, max_column_width=None
    )


def main(version="HEAD"):
    commit = warehouse.git("rev-parse", "--verify", "--quiet", f"{version}^{{commit}}")
    if commit is None:
        sys.exit(f"{version} is no version in git here")
    with warehouse.locked("make impact"):
        published = warehouse.published_build()
        if published and commit == warehouse.commit_of(published):
            base, state = published / "vivim.duckdb", published
            digests = warehouse.digests_of(published)
        else:
            remove_base()
            base, state, digests = built_base(commit)
        build_head(base, state, digests)
        show(*moved_rows(base, warehouse.BUILD))
        remove_base()


if __name__ == "__main__":
    main(*sys.argv[1:])
