"""What `make build` prints at its end fits a terminal and says why cost per user moved."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_headline_figures_fit_a_terminal(pytestconfig, warehouse):
    done = subprocess.run(
        [sys.executable, "scripts/headline_figures.py", pytestconfig.getoption("--warehouse")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    totals, *table, why, _ = done.stdout.strip().splitlines()
    milestones = warehouse.sql(
        "select milestone_code from marts.cost_per_user_analysis inner join marts.scenarios "
        "using (scenario_code) where is_default order by milestone_sequence"
    ).fetchall()
    assert max(map(len, [totals, *table, why])) <= 100
    assert len(table) <= 10
    assert table[0].split()[-len(milestones):] == [code for (code,) in milestones][-10:]
    assert any(line.startswith("as-published") for line in table)
    assert why.startswith("Largest move: ")
