"""The compiled project in one process, in memory: for tests that run its SQL on other inputs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb

ROOT = Path(__file__).parent.parent
PROFILE = """
vivim:
  target: duckdb
  outputs:
    duckdb: {type: duckdb, path: "%s", threads: 1}
"""


class CompiledProject:
    """What dbt compiled into a folder, and a connection in which its SQL runs.

    Relations are made in a database called vivim, which the test attaches.
    """

    def __init__(self, folder, selection, variables, environment=None):
        (folder / "profiles").mkdir()
        (folder / "profiles" / "profiles.yml").write_text(PROFILE % (folder / "vivim.duckdb"))
        done = subprocess.run(
            [
                sys.executable, "-c", "from dbt.cli.main import cli; cli()",
                "--quiet", "compile", "--select", selection,
                "--vars", json.dumps(variables),
                "--profiles-dir", folder / "profiles", "--target-path", folder / "target",
                "--log-path", folder / "logs",
            ],
            cwd=ROOT, capture_output=True, text=True, env={**os.environ, **(environment or {})},
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        self.compiled = folder / "target" / "compiled"
        self.nodes = json.loads((folder / "target" / "manifest.json").read_text())["nodes"]
        self.connection = duckdb.connect()

    def in_order(self, unique_ids, seen):
        """The nodes that these rest on, and they, parents first; what is in `seen` is left out."""
        for unique_id in unique_ids:
            if unique_id in self.nodes and unique_id not in seen:
                seen.add(unique_id)
                yield from self.in_order(self.nodes[unique_id]["depends_on"].get("nodes", []), seen)
                yield self.nodes[unique_id]

    def load(self, seed):
        """Fill a seed's table from its CSV."""
        types = seed["config"]["column_types"]
        columns = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in types.items())
        self.connection.execute(
            f"create table vivim.{seed['schema']}.{seed['alias']} as "
            f"select {columns} from read_csv(?, header = true, all_varchar = true, nullstr = '')",
            [str(ROOT / seed["original_file_path"])],
        )

    def sql(self, node, replacements):
        """Compiled SQL of a node, with placeholders of variables filled in."""
        path = self.compiled / node["package_name"] / node["original_file_path"]
        sql = path.read_text()
        for placeholder, value in replacements.items():
            sql = sql.replace(placeholder, value)
        return sql

    def run(self, model, replacements):
        """Make a model's table or view."""
        kind = "view" if model["config"]["materialized"] == "view" else "table"
        self.connection.execute(
            f"create {kind} vivim.{model['schema']}.{model['alias']} as "
            f"({self.sql(model, replacements)})"
        )
