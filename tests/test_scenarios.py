"""Scenarios and drivers behave in a copy of the project that has a few more rows of CSV.

The copy adds a scenario that overrides nothing, a scenario of two rows, and holds one sensitivity
driver at multiplier 1; a full build of its tables then shows what follows.
"""

import csv
import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parent.parent
PARTS = ["dbt_project.yml", "profiles.yml", "models", "seeds", "macros", "tests"]
STILL_DRIVER = "user_growth"
SCENARIO_MARTS = [
    "monthly_costs", "milestone_costs", "milestone_cost_summary", "cost_per_user_analysis",
    "unit_economics_monthly", "user_base_projections", "revenue_projections",
    "labor_cost_forecasts", "break_even_analysis", "cost_distribution",
]  # fmt: skip


def read(path):
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return rows


def write(path, rows):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Connection to the warehouse of the changed copy."""
    project = tmp_path_factory.mktemp("project")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, project / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, project / part)
    shared = project / "seeds" / "shared"

    scenarios = read(shared / "raw_scenarios.csv")
    root = next(row for row in scenarios if row["is_default"] == "true")
    child = {**root, "is_default": "false", "parent_scenario_code": root["scenario_code"]}
    scenarios.append({**child, "scenario_code": "twin"})
    scenarios.append({**child, "scenario_code": "dearer-staff"})
    write(shared / "raw_scenarios.csv", scenarios)

    overrides = read(shared / "raw_scenario_drivers.csv")
    override = {"scenario_code": "dearer-staff", "driver_code": "salary_level"}
    overrides.append({**overrides[0], **override, "multiplier": "1.1"})
    write(shared / "raw_scenario_drivers.csv", overrides)

    drivers = read(shared / "raw_sensitivity_drivers.csv")
    for row in drivers:
        if row["driver_code"] == STILL_DRIVER:
            row.update(low_multiplier="1", high_multiplier="1")
    write(shared / "raw_sensitivity_drivers.csv", drivers)

    warehouse = project / "vivim.duckdb"
    subprocess.run(
        ["dbt", "--quiet", "build", "--resource-type", "seed", "--resource-type", "model"],
        cwd=project,
        env={**os.environ, "VIVIM_WAREHOUSE": str(warehouse)},
        check=True,
    )
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        root_code = root["scenario_code"]
        yield connection, root_code


def rows_of(connection, mart, scenario):
    query = f"select * exclude (scenario_code) from marts.{mart} where scenario_code = ? order by all"
    return connection.execute(query, [scenario]).fetchall()


@pytest.mark.parametrize("mart", SCENARIO_MARTS)
def test_a_scenario_that_overrides_nothing_equals_its_parent(copy, mart):
    connection, root = copy
    twin = rows_of(connection, mart, "twin")
    assert twin
    assert twin == rows_of(connection, mart, root)


def test_a_scenario_of_two_rows_moves_what_its_driver_moves(copy):
    connection, root = copy
    changed = connection.execute(
        """
        select distinct child.cost_category
        from marts.milestone_costs as child
        inner join marts.milestone_costs as parent using (milestone_code, cost_category)
        where child.scenario_code = 'dearer-staff' and parent.scenario_code = ?
            and child.cost_eur <> parent.cost_eur
        """,
        [root],
    ).fetchall()
    assert changed == [("labor",)]


def test_a_driver_held_at_one_has_no_swing(copy):
    connection, _ = copy
    swings = connection.execute(
        "select swing_eur, cash_at_end_swing_eur, dividend_pool_swing_eur "
        "from marts.sensitivity_tornado where driver_code = ?",
        [STILL_DRIVER],
    ).fetchall()
    assert swings == [(0, 0, 0)]


def test_a_second_build_simulates_the_same_costs(copy, warehouse):
    """The simulation depends on its inputs alone: two builds give the same rows."""
    connection, root = copy
    assert rows_of(connection, "cost_distribution", root) == rows_of(
        warehouse, "cost_distribution", root
    )
