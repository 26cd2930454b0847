"""People read one whole build or the one before: kills, full disks and others do no harm.

Most tests publish a small project of the same scripts, macros and profile, whose rows all carry the
number of their version: a reader that saw two numbers would have seen half a build. Where dbt itself
does not matter, a module in the place of run_dbt.py copies a built warehouse and sets the number.

The other kills run with: pytest tests/test_publish.py --all-kills
"""

import json
import os
import random
import re
import runpy
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILES = runpy.run_path(str(ROOT / "scripts" / "published_files.py"))
CONTRACT = yaml.safe_load((ROOT / "docs" / "entity_contract.yml").read_text())
PLACES, AMOUNTS = 10, 4000
# ---- The small project ---------------------------------------------------------------------

PROJECT = {
    "name": "vivim", "profile": "vivim", "version": "1.0.0",
    "flags": {"send_anonymous_usage_stats": False, "log_level_file": "error"},
    "seeds": {"vivim": {"+schema": "raw", "+full_refresh": True}},
    "models": {"vivim": {
        "+materialized": "table", "+persist_docs": {"relation": True, "columns": True},
        "marts": {
            "+schema": "marts", "+contract": {"enforced": True},
            "restricted": {"+schema": "restricted"},
        },
    }},
}  # fmt: skip
COLUMNS = {
    "places": {"place_code": "string", "version": "integer"},
    "amounts": {"amount_code": "string", "place_code": "string", "version": "integer"},
    "pay": {"member_code": "string", "pay_eur": "integer", "version": "integer"},
}
MODELS = {
    "marts/places": "select place_code, version from {{ ref('raw_places') }}",
    "marts/amounts": f"""
        select
            cast(numbers.number as varchar) as amount_code, places.place_code, places.version
        from {{{{ ref('raw_places') }}}} as places
        cross join (select unnest(range({AMOUNTS // PLACES})) as step) as steps
        cross join lateral (
            select steps.step * {PLACES} + cast(places.place_code as integer) as number
        ) as numbers
    """,
    "marts/restricted/pay": (
        "select place_code as member_code, 1000 as pay_eur, version from {{ ref('raw_places') }}"
    ),
}
REFERENCE = {"relationships": {"arguments": {"to": "ref('places')", "field": "place_code"}}}
REFERRING = ("amounts", "place_code")
# In place of dbt: `mode` says what goes wrong.
STAND_IN = """
import os, shutil, sys, time
from pathlib import Path
import duckdb
ROOT = Path(__file__).parent.parent

def run(arguments, database=None):
    database = Path(database or ROOT / "warehouse" / "build" / "vivim.duckdb")
    version = (ROOT / "seeds" / "raw_places.csv").read_text().rsplit(",", 1)[1].strip()
    mode = (ROOT / "mode").read_text()
    shutil.copyfile(ROOT / "built.duckdb", database)
    connection = duckdb.connect(str(database))
    for table in ("raw.raw_places", "marts.places", "marts.amounts", "restricted.pay"):
        connection.execute(f"update {table} set version = {version}")
    if mode == "leaves a log":
        shutil.copyfile(f"{database}.wal", f"{database}.kept")
    connection.close()
    if mode == "leaves a log":
        os.rename(f"{database}.kept", f"{database}.wal")
    if mode == "waits":
        (ROOT / "waiting").touch()
        time.sleep(600)
    return 1 if mode == "fails" else 0
"""
READ = """
import json, sys, time
from pathlib import Path
import duckdb

def rows(connection):
    # Two statements: both must see one build.
    return [
        connection.execute(f"select count(*), min(version), max(version) from {table}").fetchall()[0]
        for table in ("marts.places", "marts.amounts")
    ]

def connected():
    config = {"enable_external_access": False, "lock_configuration": True}
    return duckdb.connect("warehouse/published/vivim.duckdb", read_only=True, config=config)

def whole(found):
    versions = {version for _, *both in found for version in both}
    return len(versions) == 1 and [count for count, *_ in found] == [PLACES, AMOUNTS]

reads, failures, versions, pool = 0, [], [], []
while not Path("stop").exists():
    try:
        # A pool keeps its connections; each stays with the build that it has opened.
        connection = connected()
        pool = [*pool, (connection, rows(connection)[0][1])][-SIZE:]
        for kept, version in pool:
            found = rows(kept)
            reads += 1
            if not whole(found) or found[0][1] != version:
                failures.append([version, found])
        versions.append(pool[-1][1])
        if SIZE == 1:
            connection.close()
    except Exception as error:
        failures.append(str(error))
print(json.dumps({"reads": reads, "failures": failures[:5], "versions": versions}))
"""


class Project:
    """A copy of the small project."""

    def __init__(self, path):
        self.path = path
        self.warehouse = path / "warehouse"
        self.link = self.warehouse / "published"

    def set_version(self, version):
        rows = "".join(f"{number},{version}\n" for number in range(PLACES))
        (self.path / "seeds" / "raw_places.csv").write_text(f"place_code,version\n{rows}")

    def stand_in(self, mode=""):
        """No dbt from now on."""
        (self.path / "mode").write_text(mode)
        (self.path / "scripts" / "run_dbt.py").write_text(STAND_IN)

    def start(self, *arguments):
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=self.path, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *arguments):
        process = self.start(*arguments)
        process.out, process.err = process.communicate()
        return process

    def warehouse_py(self, command):
        return self.run("scripts/warehouse.py", command)

    def build(self, version):
        self.set_version(version)
        return self.warehouse_py("build")

    def published(self):
        """Version of the published build, after its files were compared with their record."""
        release = self.link.resolve()
        FILES["audit"](release)
        with duckdb.connect(str(release / "vivim.duckdb"), read_only=True) as connection:
            found = connection.execute(
                "select version, count(*) from marts.amounts group by version union all"
                " select version, count(*) from marts.places group by version order by 2"
            ).fetchall()
        assert found == [(found[0][0], PLACES), (found[0][0], AMOUNTS)]
        return found[0][0]

    def names(self):
        """Everything in the folder of the warehouse, the names of builds left out."""
        names = [str(path.relative_to(self.warehouse)) for path in self.warehouse.rglob("*")]
        return sorted(re.sub(r"builds/[^/]+", "builds/ID", name) for name in names)

    def size(self):
        files = [path for path in self.warehouse.rglob("*") if path.is_file()]
        return sum(path.stat().st_size for path in files)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The small project, built and published once by dbt itself as version 1."""
    path = tmp_path_factory.mktemp("a project") / "vivim twin"
    shutil.copytree(ROOT / "macros", path / "macros")
    compiled = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "scripts", path / "scripts", ignore=compiled)
    for folder in ("models/marts/restricted", "seeds", "docs", "warehouse/build"):
        (path / folder).mkdir(parents=True)
    for file in ("profiles.yml", "docs/entity_contract.yml"):
        shutil.copy(ROOT / file, path / file)
    for name, text in MODELS.items():
        (path / "models" / f"{name}.sql").write_text(text)
    properties = [
        {
            "name": name, "description": f"The {name}.",
            "constraints": [{"type": "primary_key", "columns": [next(iter(columns))]}],
            "columns": [
                {"name": column, "data_type": data_type, "description": f"It's {column}."}
                | ({"data_tests": [REFERENCE]} if (name, column) == REFERRING else {})
                for column, data_type in columns.items()
            ],
        }
        for name, columns in COLUMNS.items()
    ]  # fmt: skip
    seed = {
        "name": "raw_places",
        "config": {"column_types": {"place_code": "text", "version": "integer"}},
    }
    # JSON is YAML.
    (path / "dbt_project.yml").write_text(json.dumps(PROJECT))
    (path / "models" / "models.yml").write_text(json.dumps({"models": properties}))
    (path / "seeds" / "seeds.yml").write_text(json.dumps({"seeds": [seed]}))
    project = Project(path)
    done = project.build(1)
    assert done.returncode == 0, done.out + done.err
    assert project.published() == 1
    shutil.copy(project.link.resolve().parent / "build" / "vivim.duckdb", path / "built.duckdb")
    return project


@pytest.fixture
def project(built, tmp_path):
    """A copy of the built project, without dbt."""
    path = tmp_path / "vivim twin"
    shutil.copytree(built.path, path, symlinks=True)
    copy = Project(path)
    copy.stand_in()
    return copy


# ---- Readers -------------------------------------------------------------------------------


def reader(project, size):
    text = READ.replace("SIZE", str(size)).replace("PLACES", str(PLACES))
    return project.start("-c", text.replace("AMOUNTS", str(AMOUNTS)))


def test_fifty_publishes_disturb_no_reader(project, capsys):
    """Readers that open, query and close, and a pool that keeps its connections."""
    sizes = {"opening": 1, "opening too": 1, "pool": 5}
    readers = {name: reader(project, size) for name, size in sizes.items()}
    publish = """
import sys
sys.path.insert(0, "scripts")
import warehouse
for version in range(2, 52):
    rows = "".join(f"{number},{version}\\n" for number in range(%s))
    (warehouse.ROOT / "seeds" / "raw_places.csv").write_text(f"place_code,version\\n{rows}")
    warehouse.build()
""" % PLACES
    done = project.run("-c", publish)
    time.sleep(1)
    (project.path / "stop").touch()
    results = {name: json.loads(process.communicate()[0]) for name, process in readers.items()}
    assert done.returncode == 0, done.out + done.err
    with capsys.disabled():
        for name, result in results.items():
            seen = len(set(result["versions"]))
            failed = result["failures"]
            print(f"\n{name}: {result['reads']} reads, {seen} versions, failed: {failed}")
    for name, result in results.items():
        assert result["failures"] == [], name
        assert result["versions"] == sorted(result["versions"]), name
        assert result["versions"][0] < result["versions"][-1] == 51, name
    assert project.published() == 51
    assert len(list((project.warehouse / "builds").iterdir())) == 3


def test_a_reader_that_holds_the_file_neither_stops_a_build_nor_sees_it(project):
    path = str(project.link / "vivim.duckdb")
    query = "select distinct version from marts.amounts"
    with duckdb.connect(path, read_only=True) as before:
        assert project.build(2).returncode == 0
        assert before.execute(query).fetchall() == [(1,)]
        with duckdb.connect(path, read_only=True) as after:
            assert after.execute(query).fetchall() == [(2,)]


# ---- Kills ---------------------------------------------------------------------------------


def pytest_generate_tests(metafunc):
    if "number_of_kills" in metafunc.fixturenames:
        number = 50 if metafunc.config.getoption("--all-kills") else 5
        metafunc.parametrize("number_of_kills", [number], ids=[f"{number} kills"])


def candidates(project):
    return {*(project.warehouse / "builds").iterdir()} - {project.link.resolve().parent}


def has_files(folders):
    return any((folder / "published").exists() for folder in folders)


# From when on the moments of a part are drawn.
PARTS = {"all": lambda new: True, "building": bool, "publishing": has_files}


def kill_at_random(project, chance, seconds):
    """Start a build and kill it with all its threads; what it was doing, as people see it."""
    before = candidates(project)
    process = project.start("scripts/warehouse.py", "build")
    # Publishing is short, so that moments of the whole build alone would seldom meet it.
    part = chance.choice(list(PARTS))
    while process.poll() is None and not PARTS[part](candidates(project) - before):
        time.sleep(0.001)
    time.sleep(chance.uniform(0, seconds[part]))
    at_work = process.poll() is None
    if at_work:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    new = candidates(project) - before
    if not at_work:
        return "after the end"
    if not new:
        return "before it began" if project.published() == project.version else "after the swap"
    return "while publishing" if has_files(new) else "while building"


def test_a_kill_at_any_moment_leaves_what_was_published(built, tmp_path, number_of_kills, capsys):
    path = tmp_path / "vivim twin"
    shutil.copytree(built.path, path, symlinks=True)
    project, chance = Project(path), random.Random(9)
    for version in (2, 3, 4):
        start = time.monotonic()
        assert project.build(version).returncode == 0
    whole = time.monotonic() - start
    seconds = {"all": whole, "building": whole / 2, "publishing": 0.5}
    names, size = project.names(), project.size()
    outcomes = {}
    for version in range(10, 10 + 2 * number_of_kills, 2):
        project.version = project.published()
        project.set_version(version)
        outcome = kill_at_random(project, chance, seconds)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        # Old or new, but whole; and the next build needs no help.
        assert project.published() in (project.version, version)
        done = project.build(version + 1)
        assert done.returncode == 0, done.out + done.err
        assert project.published() == version + 1
        assert project.names() == names
        assert project.size() < 1.1 * size
    with capsys.disabled():
        print(f"\n{number_of_kills} kills: {outcomes}")
    assert outcomes.get("after the end", 0) < number_of_kills / 2


# ---- A full disk ---------------------------------------------------------------------------


@pytest.fixture
def small_disk(project):
    """The warehouse on a file system of 64 MiB, with as much free as is asked for."""
    folder, held = project.warehouse, project.path / "held"
    folder.rename(held)
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"a file system cannot be mounted here: {done.stderr.strip()}")
    try:
        shutil.copytree(held, folder, symlinks=True, dirs_exist_ok=True)
        filler = folder / "filler"

        def leave(free):
            filler.unlink(missing_ok=True)
            space = os.statvfs(folder)
            with filler.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, space.f_bavail * space.f_frsize - free)

        yield leave
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_says_so_and_the_old_build_stays(project, small_disk):
    before = project.size()
    assert project.build(2).returncode == 0
    needed = project.size() - before
    small_disk(0)
    filler = project.warehouse / "filler"
    for tenths in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9):
        small_disk(needed * tenths // 10)
        done = project.build(3)
        assert done.returncode != 0, tenths
        assert "Nothing was published: the disk is full" in done.err, done.err
        assert project.published() == 2
    shutil.copy(ROOT / "scripts" / "run_dbt.py", project.path / "scripts")
    small_disk(needed // 4)
    done = project.build(3)
    assert "Nothing was published: the disk is full" in done.err, "dbt itself: " + done.err
    assert project.published() == 2
    filler.unlink()
    assert project.build(3).returncode == 0
    assert project.published() == 3


# ---- Logs of writers that were killed ------------------------------------------------------


def killed_writer(database):
    """Leave a log beside a database, as a killed dbt does: it drops a table when it is replayed."""
    text = (
        "import duckdb, os, sys; connection = duckdb.connect(sys.argv[1]);"
        "connection.execute('drop table marts.amounts'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", text, str(database)])
    log = Path(f"{database}.wal")
    assert log.stat().st_size > 0
    return log


def test_a_log_of_a_killed_dbt_is_never_replayed(project):
    log = killed_writer(project.warehouse / "build" / "vivim.duckdb")
    assert project.build(2).returncode == 0
    assert project.published() == 2
    assert not log.exists()


def test_a_log_in_a_dead_candidate_goes_with_it(project):
    dead = project.warehouse / "builds" / "20260101-000000-000000" / "build"
    dead.mkdir(parents=True)
    shutil.copy(project.path / "built.duckdb", dead / "vivim.duckdb")
    killed_writer(dead / "vivim.duckdb")
    assert project.build(2).returncode == 0
    assert project.published() == 2
    assert not dead.exists()


def test_a_log_beside_the_candidate_stops_the_publish(project):
    project.stand_in("leaves a log")
    done = project.build(2)
    assert done.returncode != 0
    assert "vivim.duckdb.wal is left over" in done.err
    assert project.published() == 1


def test_a_log_beside_a_release_stops_the_way_back_to_it(project):
    before = project.link.resolve()
    assert project.build(2).returncode == 0
    killed_writer(before / "vivim.duckdb")
    done = project.warehouse_py("rollback")
    assert done.returncode != 0
    assert "vivim.duckdb.wal is left over" in done.err
    assert project.published() == 2


# ---- Others at work ------------------------------------------------------------------------


def test_a_second_build_says_who_is_building_and_a_dead_one_does_not_block(project):
    project.stand_in("waits")
    first = project.start("scripts/warehouse.py", "build")
    try:
        while not (project.path / "waiting").exists():
            assert first.poll() is None
            time.sleep(0.01)
        for command in ("build", "rebuild", "rollback"):
            second = project.warehouse_py(command)
            assert second.returncode != 0
            assert f"process {first.pid} (make build, since " in second.err, second.err
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.communicate()
    assert project.published() == 1
    project.stand_in()
    assert project.build(2).returncode == 0
    assert project.published() == 2


def test_dbt_by_hand_is_left_alone(project):
    """It builds beside what is published, and keeps its file while it writes."""
    by_hand = project.warehouse / "build" / "vivim.duckdb"
    text = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    writer = subprocess.Popen(
        [sys.executable, "-c", text, str(by_hand)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout.readline() == "open\n"
    before = by_hand.read_bytes()
    done = project.build(2)
    assert done.returncode == 0
    assert "dbt by hand is at work in warehouse/build" in done.out
    assert project.published() == 2
    done = project.warehouse_py("rebuild")
    assert done.returncode != 0 and "is writing into" in done.err
    assert by_hand.read_bytes() == before
    writer.communicate("\n")
    assert project.build(3).returncode == 0
    assert by_hand.read_bytes() != before


def test_a_failed_build_publishes_nothing_and_goes_with_the_next(project):
    names = project.names()
    project.stand_in("fails")
    for _ in range(3):
        done = project.build(2)
        assert done.returncode != 0 and "Nothing was published: dbt failed" in done.err
        assert project.published() == 1
    project.stand_in()
    for version in (2, 3, 4):
        assert project.build(version).returncode == 0
    kept = project.names()
    assert sorted(set(kept)) == names and len(kept) < 3 * len(names)


@pytest.mark.parametrize("what", ["skipped", "another run"])
def test_a_build_in_which_something_did_not_run_is_not_published(project, what):
    path = project.path / "target" / "run_results.json"
    results = json.loads(path.read_text())
    if what == "skipped":
        results["results"][-1]["status"] = "skipped"
    else:
        results["metadata"]["invocation_id"] = "another"
    path.write_text(json.dumps(results))
    done = project.build(2)
    assert done.returncode != 0
    assert ("did not run" if what == "skipped" else "another dbt command") in done.err
    assert project.published() == 1


# ---- Going back ----------------------------------------------------------------------------


def test_a_rollback_goes_one_back_and_the_next_build_follows_on_it(project):
    for version in (2, 3):
        assert project.build(version).returncode == 0
    listed = project.warehouse_py("releases").out.splitlines()
    assert len(listed) == 3 and [line[0] for line in listed] == ["*", " ", " "]
    assert project.warehouse_py("rollback").returncode == 0
    assert project.published() == 2
    # What was taken back is no place to go back to.
    assert project.build(4).returncode == 0
    assert project.warehouse_py("rollback").returncode == 0
    assert project.published() == 2
    assert project.warehouse_py("rollback").returncode == 0
    assert project.published() == 1
    done = project.warehouse_py("rollback")
    assert done.returncode != 0 and "no earlier release" in done.err


def test_nothing_outside_the_builds_is_removed(project, tmp_path):
    outside = tmp_path / "outside"
    (outside / "build").mkdir(parents=True)
    builds = project.warehouse / "builds"
    (builds / "20260101-000000-000000").symlink_to(outside)
    (builds / "my notes").mkdir()
    for version in (2, 3, 4, 5):
        assert project.build(version).returncode == 0
    assert (outside / "build").exists() and (builds / "my notes").exists()
