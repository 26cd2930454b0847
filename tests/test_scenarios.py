"""Scenarios and drivers behave in a copy of the warehouse that has a few more rows of input.

The copy gets for every scenario a twin that overrides nothing, a scenario of two rows, and holds one
sensitivity driver at multiplier 1; all tables that follow from these inputs are then filled anew, by
the SQL that dbt compiled.
"""

import shutil
from graphlib import TopologicalSorter

import duckdb
import pytest

STILL_DRIVER = "user_growth"
# What a twin has of its own: its code, its parent, and nothing of the sample of contributors, which
# follows the default scenario. `*` stands for every mart.
OWN_COLUMNS = {
    "*": ["scenario_code"],
    "scenarios": ["parent_scenario_code", "is_default"],
    "dividend_calculations": [
        "dividend_calculation_code", "pool_carried_in_eur", "dividend_pool_eur",
        "eligible_contributors", "total_acus", "total_composite", "earned_eur", "paid_eur",
        "paid_contributors", "opening_balance_eur", "closing_balance_eur", "carried_forward_eur",
        "average_earned_eur", "median_earned_eur", "minimum_earned_eur", "maximum_earned_eur",
        "status",
    ],
    # The newest exchange rates are a variant of the default scenario.
    "scenario_comparison": ["total_cost_at_latest_fx_eur", "latest_fx_date"],
    # Edges are named by their scenario.
    "kg_edges": ["edge_id"],
}  # fmt: skip
CHANGES = {
    "raw_scenarios": """
        insert into raw.raw_scenarios
        select * replace (
            'twin-of-' || scenario_code as scenario_code,
            false as is_default,
            scenario_code as parent_scenario_code
        )
        from raw.raw_scenarios
        union all
        select * replace (
            'dearer-staff' as scenario_code,
            false as is_default,
            scenario_code as parent_scenario_code
        )
        from raw.raw_scenarios
        where is_default
    """,
    "raw_scenario_drivers": """
        insert into raw.raw_scenario_drivers
        select * replace (
            'dearer-staff' as scenario_code, 'salary_level' as driver_code, 1.1 as multiplier
        )
        from raw.raw_scenario_drivers
        limit 1
    """,
    "raw_sensitivity_drivers": f"""
        update raw.raw_sensitivity_drivers
        set low_value = 1, high_value = 1, ends_from = 'seed'
        where driver_code = '{STILL_DRIVER}'
    """,
}


def tables_that_follow(manifest):
    """The tables that are built from the changed seeds, near or far, parents first."""
    models = {
        unique_id: node for unique_id, node in manifest["nodes"].items()
        if node["resource_type"] == "model"
    }
    parents = {unique_id: node["depends_on"]["nodes"] for unique_id, node in models.items()}
    changed = {f"seed.vivim.{seed}" for seed in CHANGES}
    for unique_id in TopologicalSorter(parents).static_order():
        if changed & set(parents.get(unique_id, [])):
            changed.add(unique_id)
            if models[unique_id]["config"]["materialized"] == "table":
                yield models[unique_id]


@pytest.fixture(scope="module")
def copy(tmp_path_factory, pytestconfig, manifest, warehouse):
    """(connection to the changed copy, code of the root scenario)."""
    # dbt's SQL names the database, which is named after its file.
    path = tmp_path_factory.mktemp("copy") / "vivim.duckdb"
    shutil.copy(pytestconfig.rootpath / pytestconfig.getoption("--warehouse"), path)
    with duckdb.connect(str(path)) as connection:
        for change in CHANGES.values():
            connection.execute(change)
        for model in tables_that_follow(manifest):
            table = f"{model['schema']}.{model['alias']}"
            assert model.get("compiled_code"), "the last build was partial: run dbt build"
            connection.execute(f"delete from {table}")
            connection.execute(f"insert into {table} by name ({model['compiled_code']})")
        (root,) = connection.execute(
            "select scenario_code from raw.raw_scenarios where is_default"
        ).fetchone()
        yield connection, root


def scenario_marts(manifest):
    """The marts that have a row by scenario."""
    return sorted(
        node["name"] for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        and node["schema"] == "marts"
        and "scenario_code" in node["columns"]
    )


def test_the_copy_computes_the_tables_that_are_compared(manifest):
    computed = {model["name"] for model in tables_that_follow(manifest)}
    assert len(scenario_marts(manifest)) > 10
    assert computed >= {*scenario_marts(manifest), "sensitivity_tornado"}


def rows_of(connection, mart, scenario):
    columns = [
        name for (name,) in connection.execute(
            "select column_name from duckdb_columns() where schema_name = 'marts' and table_name = ?",
            [mart],
        ).fetchall()
        if name not in OWN_COLUMNS["*"] + OWN_COLUMNS.get(mart, [])
    ]
    query = f"select {', '.join(columns)} from marts.{mart} where scenario_code = ? order by all"
    return connection.execute(query, [scenario]).fetchall()


def test_a_scenario_that_overrides_nothing_equals_its_parent(copy, manifest):
    """In every mart, cash and funding included."""
    connection, _ = copy
    scenarios = connection.execute(
        "select parent_scenario_code, scenario_code from raw.raw_scenarios "
        "where starts_with(scenario_code, 'twin-of-')"
    ).fetchall()
    different = [
        (mart, parent)
        for mart in scenario_marts(manifest)
        for parent, twin in scenarios
        if rows_of(connection, mart, twin) != rows_of(connection, mart, parent)
    ]
    assert different == []


def test_a_scenario_of_two_rows_moves_what_its_driver_moves(copy):
    connection, root = copy
    changed = connection.execute(
        """
        select distinct child.cost_category
        from marts.milestone_costs as child
        inner join marts.milestone_costs as parent using (milestone_code, cost_category)
        where child.scenario_code = 'dearer-staff' and parent.scenario_code = ?
            and child.cost_eur <> parent.cost_eur
        order by all
        """,
        [root],
    ).fetchall()
    # Overhead that is a share of pay follows it.
    assert changed == [("labor",), ("overhead",)]


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
