"""Shared fixtures: the built warehouses that the tests read."""

import json
import os
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def warehouse():
    """Read-only connection to the DuckDB warehouse named by VIVIM_WAREHOUSE."""
    path = ROOT / os.environ.get("VIVIM_WAREHOUSE", "warehouse/vivim.duckdb")
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def manifest():
    """dbt's manifest of the last run: every node of the project with its configuration."""
    return json.loads((ROOT / "target" / "manifest.json").read_text())
