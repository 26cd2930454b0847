"""Build what is being edited, with its tests, on a copy of the published warehouse.

Usage: python scripts/edit.py [MODEL]    without a model, everything that differs from `make build`
"""

import subprocess
import sys

import warehouse


def selection(model):
    """Arguments of dbt for a model, or for everything that has changed."""
    if model:
        # dbt itself builds nothing, without an error, where a name is misspelt.
        files = [*warehouse.ROOT.glob("models/**/*.sql"), *warehouse.ROOT.glob("seeds/**/*.csv")]
        if model.isidentifier() and model not in {path.stem for path in files}:
            sys.exit(f"no model or seed is called {model}")
        return ["--select", model]
    now = warehouse.digests(warehouse.ROOT)
    files, seeds = warehouse.changed(warehouse.published_digests(), now)
    files = [path for path in files if not path.startswith("macros/")]  # dbt compares macros itself
    if files:
        sys.exit(f"{files[0]} has changed, which can change anything: make build")
    return ["--select", "state:modified", *seeds, "--state", str(warehouse.STATE)]


def main(model=""):
    if not (warehouse.PUBLISHED.exists() and warehouse.STATE.exists()):
        sys.exit("make edit builds on the published warehouse: run make build first")
    arguments = selection(model)
    warehouse.start_from(warehouse.PUBLISHED)
    command = ["python", "scripts/run_dbt.py", "build", *arguments]
    done = subprocess.run(command, cwd=warehouse.ROOT)
    if done.returncode == 0:
        print("Good. The result is in warehouse/build/vivim.duckdb; make build publishes.")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
