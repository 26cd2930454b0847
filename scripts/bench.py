"""What a build costs: dbt warm and cold, the same statements alone, SQLMesh, one seed changed.

Usage: python scripts/bench.py [RUNS]
       python scripts/bench.py floor PROJECT DATABASE    the statements of PROJECT's last build alone

Everything runs RUNS times in turn, in a copy of the project in warehouse/bench; the table shows
medians. CPU is the time of all processes and threads. The floor is what the engine needs: seeds,
models, data tests and unit tests as dbt compiled them, in one process, without comments and checks
of contracts.
"""

import csv
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from graphlib import TopologicalSorter
from importlib.metadata import version
from pathlib import Path
from statistics import median

import duckdb

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "warehouse" / "bench"
PROJECT = BENCH / "project"
SQLMESH = BENCH / "sqlmesh"
BENCH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
PARTS = ["dbt_project.yml", "profiles.yml", "models", "seeds", "macros", "tests", "analyses"]
CHANGED_SEED = "seeds/people/raw_salary_benchmarks.csv"
SQLMESH_CONFIG = """
from pathlib import Path
from sqlmesh.dbt.loader import sqlmesh_config
config = sqlmesh_config(Path(__file__).parent)
"""
SQLMESH_CHECKED_NODE = """
{% macro checked_node() %}{{ return({'columns': {}, 'constraints': []}) }}{% endmacro %}
"""


# ---- The floor -----------------------------------------------------------------------------


def load_seed(connection, project, node):
    with open(project / node["original_file_path"], encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    types = node["config"]["column_types"]
    cells = ", ".join(f"cast(cells[{n}] as {types[c]})" for n, c in enumerate(header, 1))
    connection.execute(
        f"create table {node['relation_name']} ({', '.join(f'{c} {types[c]}' for c in header)})"
    )
    connection.execute(
        f"insert into {node['relation_name']} select {cells}"
        """ from (select unnest(from_json(?, '[["varchar"]]')) as cells)""",
        [json.dumps([[cell or None for cell in row] for row in rows])],
    )


def floor(project, database):
    """Run the statements of the last build of a project in one process."""
    manifest = json.loads((project / "target" / "manifest.json").read_text())
    nodes = manifest["nodes"]
    options = {"default_block_size": "16384", "storage_compatibility_version": "v1.2.0"}
    with duckdb.connect(str(database), config=options) as connection:
        for schema in {n["schema"] for n in nodes.values() if n["resource_type"] != "test"}:
            connection.execute(f"create schema if not exists {schema}")
        parents = {key: node["depends_on"].get("nodes", []) for key, node in nodes.items()}
        for key in TopologicalSorter(parents).static_order():
            node = nodes.get(key)
            if node is None or node["resource_type"] not in ("seed", "model", "test"):
                continue
            if node["resource_type"] == "seed":
                load_seed(connection, project, node)
            elif node["resource_type"] == "test":
                connection.execute(f"select count(*) from ({node['compiled_code']})").fetchall()
            else:
                kind = node["config"]["materialized"]
                connection.execute(
                    f"create {kind} {node['relation_name']} as {node['compiled_code']}"
                )
        # The SQL of a unit test stands in a folder that is named after its YAML file.
        for path in sorted((project / "target" / "run").rglob("*__unit_tests.yml/**/*.sql")):
            connection.execute(path.read_text()).fetchall()


# ---- Measuring -----------------------------------------------------------------------------


def measured(project, *command):
    """(seconds, CPU seconds) of a command; none if it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        lines = (done.stderr + done.stdout).strip().splitlines() or ["no output"]
        print(f"{' '.join(map(str, command))}\n    failed: {lines[-1][:200]}", file=sys.stderr)
        return None
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def dbt(*arguments):
    return measured(PROJECT, "python", str(ROOT / "scripts" / "run_dbt.py"), *arguments)


def forget_build():
    for name in ("vivim.duckdb", "vivim.duckdb.wal"):
        (PROJECT / "warehouse" / "build" / name).unlink(missing_ok=True)


def cold():
    forget_build()
    return dbt("build", "--no-partial-parse")


def warm():
    forget_build()
    return dbt("build")


def alone():
    # The file is named as dbt's, because its SQL names the database.
    folder = BENCH / "floor"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    script = str(ROOT / "scripts" / "bench.py")
    return measured(ROOT, "python", script, "floor", PROJECT, folder / "vivim.duckdb")


def seed_changed():
    """A change of one seed, built with what follows from it on the build before."""
    seed = PROJECT / CHANGED_SEED
    text, state = seed.read_text(), BENCH / "state"
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir()
    shutil.copy(PROJECT / "target" / "manifest.json", state)
    seed.write_text(text.replace(",35000.00,", ",35001.00,"))
    try:
        return dbt("build", "--select", "state:modified+", "--state", str(state))
    finally:
        seed.write_text(text)


def prepare_environment():
    """Whether .venv-bench holds what the benchmarks compare with."""
    marker, lock = ROOT / ".venv-bench" / "installed", ROOT / "requirements-bench.lock"
    if not marker.exists() or marker.stat().st_mtime < lock.stat().st_mtime:
        print("Installing what to compare with into .venv-bench ...", file=sys.stderr)
        install = [BENCH_PYTHON, "-m", "pip", "install", "-qq", "--require-hashes", "-r", lock]
        make = ["python3", "-m", "venv", "--clear", ".venv-bench"]
        if measured(ROOT, *make) is None or measured(ROOT, *install) is None:
            return False
        marker.touch()
    return True


def prepare_sqlmesh():
    """Whether SQLMesh has an environment and a copy of the project as it wants it."""
    if not prepare_environment():
        return False
    copy_project(SQLMESH)
    project = (SQLMESH / "dbt_project.yml").read_text()
    (SQLMESH / "dbt_project.yml").write_text(
        project.replace("\nmodels:\n", "\nmodels:\n  +start: '2026-01-01'\n")
    )
    (SQLMESH / "config.py").write_text(SQLMESH_CONFIG)
    # It knows no node behind a test: rows have no key, and columns of seeds are not required.
    (SQLMESH / "macros" / "checked_node.sql").write_text(SQLMESH_CHECKED_NODE)
    profile = {"type": "duckdb", "path": "warehouse/build/vivim.duckdb", "threads": 2}
    (SQLMESH / "profiles.yml").write_text(
        json.dumps({"vivim": {"target": "duckdb", "outputs": {"duckdb": profile}}})
    )
    return True


def first_plan():
    for path in (SQLMESH / "warehouse" / "build").iterdir():
        path.unlink()
    shutil.rmtree(SQLMESH / ".cache", ignore_errors=True)
    command = [BENCH_PYTHON.with_name("sqlmesh"), "plan", "--auto-apply", "--no-prompts"]
    return measured(SQLMESH, *command)


def copy_project(target):
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        (target / "warehouse" / "build").mkdir(parents=True, exist_ok=True)
        copy(ROOT / part, target / part)


# ---- The table -----------------------------------------------------------------------------


def machine():
    names = [
        line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ] or [platform.processor()]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in ("dbt-core", "duckdb"))
    return (
        f"{os.cpu_count()} x {names[0]}, {memory:.0f} GiB, Python {platform.python_version()}, "
        f"{packages}, load {os.getloadavg()[0]:.1f}"
    )


def counted_nodes():
    """Nodes that a build runs."""
    results = json.loads((PROJECT / "target" / "run_results.json").read_text())["results"]
    return len(results)


def main(runs):
    print(machine(), flush=True)
    shutil.rmtree(ROOT / "warehouse" / "bench", ignore_errors=True)
    copy_project(PROJECT)
    parts = {"dbt build, cold": cold, "dbt build, warm": warm, "floor": alone}
    parts["one seed changed"] = seed_changed
    if prepare_sqlmesh():
        parts["SQLMesh, first plan"] = first_plan
    times, nodes = {name: [] for name in parts}, 0
    for number in range(1, runs + 1):
        for name in list(parts):
            print(f"run {number} of {runs}: {name}", file=sys.stderr, flush=True)
            result = parts[name]()
            if result is None:
                if name != "SQLMesh, first plan":
                    sys.exit(1)
                print("SQLMesh is left out.", flush=True)
                del parts[name], times[name]
                continue
            times[name].append(result)
            if name == "dbt build, warm":
                nodes = counted_nodes()
    wall = {name: median(wall for wall, _ in values) for name, values in times.items()}
    cpu = {name: median(cpu for _, cpu in values) for name, values in times.items()}
    print(f"\nMedians of {runs}; {nodes} nodes\n")
    print("| what | seconds | times the floor | CPU seconds | times the floor | ms a node |")
    print("|---|---|---|---|---|---|")
    for name in parts:
        a_node = f"{1000 * wall[name] / nodes:.0f}" if name.startswith("dbt") else ""
        print(
            f"| {name} | {wall[name]:.1f} | {wall[name] / wall['floor']:.1f} "
            f"| {cpu[name]:.1f} | {cpu[name] / cpu['floor']:.1f} | {a_node} |"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["floor"]:
        floor(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 5)
