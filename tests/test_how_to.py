"""docs/how_to.md does what it says: its commands run in a copy of the project, which then builds.

All ten changes are made in one copy; a query for each shows that it arrived in the marts.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "how_to.md").read_text()
PARTS = ["dbt_project.yml", "profiles.yml", "models", "seeds", "macros", "tests", "scripts"]
ARRIVED = {
    "A location": "select count(*) from marts.role_cost_comparison where location_code = 'PT-LS'",
    "A role": "select count(*) from marts.roles where role_code = 'site-reliability'",
    "A staffing position": """
        select count(*) from marts.monthly_costs
        where line_code = 'complete-site-reliability:M8' and cost_eur > 0
    """,
    "A driver": """
        select count(*) from marts.sensitivity_tornado
        where driver_code = 'training_price' and swing_eur > 0
    """,
    "A milestone": """
        select count(*) from marts.milestone_cost_summary
        where milestone_code = 'M11' and labor_eur > 0 and marketing_eur > 0
    """,
    "A cost category": """
        select count(*) from marts.milestone_cost_summary
        where milestone_code = 'M8' and travel_eur > 0
    """,
    "A price version": """
        select count(*) from marts.figure_inputs where input_key = 'hetzner-cx43-2027-01-01-1'
    """,
    "An audit check": """
        select count(*) from intermediate.int_audit_checks where check_code = 'target_retention'
    """,
    "A scenario": """
        select count(*) from marts.scenario_comparison where scenario_code = 'dear-staff'
    """,
    "A file of contributions": """
        select count(*)
        from restricted_inputs.stg_contributions as given
        inner join restricted_inputs.raw_contributions as seed
            on given.contributor_code = seed.contributor_code and given.month_index = seed.month_index
        where given.acus = 2 * seed.acus and seed.acus > 0
        having count(*) = (select count(*) from restricted_inputs.raw_contributions where acus > 0)
    """,
}


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """Connection to the warehouse of a copy in which every command of the page was run."""
    copy = tmp_path_factory.mktemp("how_to")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part)
        else:
            shutil.copy(ROOT / part, copy / part)
    (copy / "warehouse" / "build").mkdir(parents=True)
    for commands in re.findall(r"^```bash\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        subprocess.run(["bash", "-euc", commands], cwd=copy, check=True)
    gate = subprocess.run(
        [sys.executable, "scripts/check_seeds.py"], cwd=copy, capture_output=True, text=True
    )
    assert gate.returncode == 0, gate.stdout
    subprocess.run([sys.executable, "scripts/load_files.py"], cwd=copy, check=True)
    build = subprocess.run(
        [sys.executable, "scripts/run_dbt.py", "build"], cwd=copy, capture_output=True, text=True
    )
    assert build.returncode == 0, build.stdout
    path = copy / "warehouse" / "build" / "vivim.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_every_page_has_a_query_that_shows_its_effect():
    assert re.findall("^## (An? .+)$", PAGE, re.MULTILINE) == list(ARRIVED)


@pytest.mark.parametrize("page", ARRIVED)
def test_what_a_page_adds_arrives_in_the_tables(changed, page):
    assert changed.execute(ARRIVED[page]).fetchall()[0][0] > 0


def test_every_test_that_a_page_names_exists(manifest):
    """A table of a page says which test fails when a step is forgotten."""
    named = set(re.findall(r"\| `(\w+)`", PAGE)) | set(re.findall("^Forgotten: `(.+?)`", PAGE, re.M))
    known = {node["name"] for node in manifest["nodes"].values()}
    for path in (ROOT / "tests").glob("test_*.py"):
        known |= set(re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE))
    assert sorted(named - known) == []
