"""Load files of contributors and contributions into a warehouse, before dbt builds in it.

Usage: python scripts/load_files.py [DATABASE]    warehouse/build/vivim.duckdb where none is named

The variables contributors_path and contributions_path of dbt_project.yml name the files, Parquet or CSV, which
scripts/check_seeds.py has checked. dbt reads the tables `loaded_...` in place of the seeds: its own connection
reaches no file.
"""

import sys
from pathlib import Path

import duckdb
import yaml
from gate import contributions, expectations
from gate.rules import literal

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = "restricted_inputs"


def patterns(root):
    """Seed and pattern of the files that take its place, for each variable that is set."""
    variables = expectations.read(root).variables
    return {
        seed: variables[variable]
        for seed, variable in contributions.VARIABLES.items() if variables.get(variable)
    }  # fmt: skip


def paths(root):
    """All files that take the place of seeds."""
    return [Path(path) for each in patterns(root).values() for path in contributions.Files(root, each).paths]


def file_options(root):
    """How dbt writes the warehouse, which a file keeps from its start."""
    profile = yaml.safe_load((root / "profiles.yml").read_text())["vivim"]["outputs"]["duckdb"]
    return {
        each: str(profile["config_options"][each])
        for each in ("storage_compatibility_version", "default_block_size")
    }


def load(database, root=ROOT):
    """Make the tables of all variables that are set; whatever else the warehouse holds stays."""
    seeds = expectations.read(root).seeds
    given = patterns(root)
    if not given:
        return
    with duckdb.connect(str(database), config=file_options(root)) as connection:
        connection.execute(f"create schema if not exists {SCHEMA}")
        for name, pattern in given.items():
            table, types = f"{SCHEMA}.{name.replace('raw_', 'loaded_')}", seeds[name].types
            columns = ", ".join(f"{column} {kind}" for column, kind in types.items())
            connection.execute(f"create or replace table {table} ({columns})")
            for path in contributions.Files(root, pattern).paths:
                connection.execute(f"insert into {table} by name {rows(connection, path, types)}")


def rows(connection, path, types):
    """SQL of the rows of a file with the types of its seed; an empty text is nothing."""
    if path.endswith(".parquet"):
        source = f"read_parquet({literal(path)})"
    else:
        source = (
            f"read_csv({literal(path)}, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')"
        )
    given = dict(row[:2] for row in connection.execute(f"describe select * from {source}").fetchall())
    cells = {column: f"nullif({column}, '')" if given[column] == "VARCHAR" else column for column in types}
    typed = ", ".join(f"cast({cells[column]} as {kind}) as {column}" for column, kind in types.items())
    return f"select {typed} from {source}"


if __name__ == "__main__":
    load(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "warehouse" / "build" / "vivim.duckdb")
