"""Shared fixtures: the built warehouses that the tests read."""

import json
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser):
    parser.addoption(
        "--warehouse", default="warehouse/build/vivim.duckdb", help="the warehouse that is tested"
    )
    parser.addoption(
        "--all-horizons", action="store_true", help="test_horizons.py: all horizons and periods"
    )
    parser.addoption(
        "--whole-build", action="store_true", help="test_determinism.py: dbt builds the tables"
    )
    parser.addoption("--all-kills", action="store_true", help="test_publish.py: 50 kills, not 5")


@pytest.fixture(scope="session")
def warehouse(pytestconfig):
    """Read-only connection to the DuckDB warehouse that dbt built last."""
    path = ROOT / pytestconfig.getoption("--warehouse")
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def manifest():
    """dbt's manifest of the last run: every node of the project with its configuration."""
    return json.loads((ROOT / "target" / "manifest.json").read_text())
