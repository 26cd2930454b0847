"""The tables of README and docs are those of the warehouse, and README shows the headline as it is."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def printed(script, warehouse):
    done = subprocess.run(
        [sys.executable, f"scripts/{script}", str(warehouse)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout


def test_every_table_of_a_page_shows_the_figures_of_the_warehouse(pytestconfig):
    assert printed("page_tables.py", pytestconfig.getoption("--warehouse")) == ""


def test_readme_shows_the_headline_that_a_build_prints(pytestconfig):
    headline, _, _ = printed("headline_figures.py", pytestconfig.getoption("--warehouse")).rpartition("Warehouse")
    assert headline.strip() in (ROOT / "README.md").read_text()
