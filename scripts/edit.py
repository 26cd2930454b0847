"""Build what is being edited, with its tests, on a copy of the published warehouse.

Usage: python scripts/edit.py [MODEL]    without a model, everything that differs from `make build`
"""

import sys

import run_dbt
import warehouse


def selection(model, base):
    """Arguments of dbt for a model, or for everything that has changed since the base was built."""
    if model:
        # dbt itself builds nothing, without an error, where a name is misspelt.
        files = [*warehouse.ROOT.glob("models/**/*.sql"), *warehouse.ROOT.glob("seeds/**/*.csv")]
        if model.isidentifier() and model not in {path.stem for path in files}:
            sys.exit(f"no model or seed is called {model}")
        return ["--select", model]
    now = warehouse.digests(warehouse.ROOT)
    files, seeds = warehouse.changed(warehouse.digests_of(base), now)
    files = [path for path in files if not path.startswith("macros/")]  # dbt compares macros itself
    if files:
        sys.exit(f"{files[0]} has changed, which can change anything: make build")
    return ["--select", "state:modified", *seeds, "--state", str(base)]


def main(model=""):
    with warehouse.locked("make edit"):
        base = warehouse.published_build()
        if base is None:
            sys.exit("make edit builds on the published warehouse: run make build first")
        arguments = selection(model, base)
        warehouse.start_from(base / "vivim.duckdb")
        failed = run_dbt.run(["build", *arguments])
    if not failed:
        print("Good. The result is in warehouse/build/vivim.duckdb; make build publishes.")
    sys.exit(failed)


if __name__ == "__main__":
    main(*sys.argv[1:])
