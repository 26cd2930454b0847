"""Two builds of the same files export the same bytes, whatever the machine is set to.

Threads, time zone, locale, hash seed and working directory differ. dbt compiles the project under each
setting, in a process of its own that then runs what was compiled in DuckDB and exports every published
table, sorted by its key, as Parquet and as CSV.

The same with dbt build in place of the compiled models: pytest tests/test_determinism.py --whole-build
"""

import hashlib
import json
import locale
import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
import pytest
import yaml

ROOT = Path(__file__).parent.parent
PUBLISHED = ("marts", "restricted")
# Asia/Kathmandu is 5:45 ahead; without Python's UTF-8 mode, the locale C reads files as ASCII.
SETTINGS = {
    "one": {
        "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "THREADS": "1", "FOLDER": ROOT,
    },
    "other": {
        "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "4711", "THREADS": "4", "FOLDER": "/",
    },
}  # fmt: skip


def write_profile(folder, threads):
    """The project's own profile, with a database and a number of threads of its own."""
    profiles = yaml.safe_load((ROOT / "profiles.yml").read_text())
    target = profiles["vivim"]["outputs"]["duckdb"]
    target |= {"path": str(folder / "vivim.duckdb"), "threads": threads}
    target["config_options"]["threads"] = threads
    (folder / "profiles.yml").write_text(yaml.safe_dump(profiles))


def dbt(folder, *arguments):
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    result = dbtRunner().invoke([
        "--quiet", *arguments, "--project-dir", str(ROOT), "--profiles-dir", str(folder),
        "--target-path", str(folder / "target"), "--log-path", str(folder / "logs"),
    ])  # fmt: skip
    DuckDBConnectionManager.close_all_connections()
    assert result.success, result.exception


def load_seed(connection, seed):
    types = seed["config"]["column_types"]
    columns = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in types.items())
    connection.execute(
        f"create table {seed['relation_name']} as "
        f"select {columns} from read_csv(?, header = true, all_varchar = true, nullstr = '')",
        [str(ROOT / seed["original_file_path"])],
    )


def run_models(connection, nodes):
    """Make the tables of the compiled project; views stay views."""
    for schema in sorted({node["schema"] for node in nodes.values()}):
        connection.execute(f"create schema {schema}")
    parents = {key: node["depends_on"].get("nodes", []) for key, node in nodes.items()}
    for key in TopologicalSorter(parents).static_order():
        node = nodes[key]
        if node["resource_type"] == "seed":
            load_seed(connection, node)
        else:
            kind = node["config"]["materialized"]
            relation, sql = node["relation_name"], node["compiled_code"]
            connection.execute(f"create {kind} {relation} as ({sql}\n)")


def export(connection, nodes, folder):
    """Write every published table, sorted by its key."""
    for node in nodes.values():
        if node["schema"] in PUBLISHED:
            key = next(c["columns"] for c in node["constraints"] if c["type"] == "primary_key")
            ordered = f"(from {node['relation_name']} order by {', '.join(key)})"
            for kind in ("parquet", "csv"):
                path = folder / f"{node['schema']}.{node['name']}.{kind}"
                connection.execute(f"copy {ordered} to '{path}' (format {kind})")


def main(folder, threads, whole_build):
    """What a process of its own does: build, and export into a folder."""
    write_profile(folder, threads)
    if whole_build:
        dbt(folder, "build", "--resource-type", "seed", "--resource-type", "model")
    else:
        dbt(folder, "compile", "--select", "resource_type:model")
    manifest = json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    nodes = {
        key: node for key, node in manifest["nodes"].items()
        if node["resource_type"] in ("seed", "model")
    }  # fmt: skip
    # Compiled SQL names the database.
    database = folder / "vivim.duckdb" if whole_build else ":memory:"
    with duckdb.connect(config={"threads": threads}) as connection:
        connection.execute(f"attach '{database}' as vivim")
        connection.execute("use vivim")
        seen = {
            "threads": connection.execute("select current_setting('threads')").fetchone()[0],
            "time zone": connection.execute("select current_setting('TimeZone')").fetchone()[0],
            "encoding": locale.getpreferredencoding(False),
            "hash": hash("the same text"),
            "folder": os.getcwd(),
        }
        (folder / "seen.json").write_text(json.dumps(seen))
        if not whole_build:
            run_models(connection, nodes)
        (folder / "export").mkdir()
        export(connection, nodes, folder / "export")


def digests(folder):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "export").iterdir())
    }


@pytest.fixture(scope="module")
def exports(tmp_path_factory, pytestconfig):
    """Folder of each setting; the processes run at the same time."""
    folders, processes = {}, []
    for name, setting in SETTINGS.items():
        folders[name] = tmp_path_factory.mktemp(name)
        whole_build = str(pytestconfig.getoption("--whole-build"))
        processes.append(subprocess.Popen(
            [sys.executable, __file__, folders[name], setting["THREADS"], whole_build],
            cwd=setting["FOLDER"], env=os.environ | {k: str(value) for k, value in setting.items()},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        ))  # fmt: skip
    for process in processes:
        output, _ = process.communicate()
        assert process.returncode == 0, output
    return folders


def test_the_settings_reach_the_build(exports):
    one, other = (json.loads((exports[name] / "seen.json").read_text()) for name in SETTINGS)
    assert [what for what in one if one[what] == other[what]] == []


def test_every_published_table_is_exported(exports, manifest):
    published = {
        f"{node['schema']}.{node['name']}.{kind}"
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] in PUBLISHED
        for kind in ("parquet", "csv")
    }
    assert published and set(digests(exports["one"])) == published


def test_two_builds_export_the_same_bytes(exports):
    one, other = (digests(exports[name]) for name in SETTINGS)
    assert [name for name in one if one[name] != other.get(name)] == []


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "True")
