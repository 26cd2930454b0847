"""Every make target works in a path with blanks, touches nothing beside it, and says what it needs.

The targets run in a copy of the project. There the programs of the virtual environment are stubs
that write down how they were called; dbt "builds" by copying the marts of the warehouse that is tested,
without the largest. One impact is real: a small project with a seed that dbt compares by its path alone.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parent.parent
FILES = [
    "Makefile", "README.md", ".gitignore", "dbt_project.yml", "profiles.yml", "requirements.lock", "requirements-audit.lock",
    "scripts", "macros", "docs",
]  # fmt: skip
TARGETS = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
STUBS = {
    "python": """
        case "$1" in
            *bench*.py | *audit.py | *fingerprints.py | *mutate*.py) echo "$*" >> "$CALLS" ;;
            *) exec "$REAL_PYTHON" "$@" ;;
        esac
    """,
    "dbt": """
        echo "dbt $*" >> "$CALLS"
        mkdir -p target
        cp "$STUB_MANIFEST" target/manifest.json
        case "$*" in *show*) echo '{"show": []}' ;; esac
    """,
    "sqlfluff": """ echo "sqlfluff $*" >> "$CALLS" """,
    "pytest": """ echo "pytest $*" >> "$CALLS" """,
    "pg_virtualenv": """ shift 2; exec "$@" """,
}
# In the place of scripts/run_dbt.py.
RUN_DBT = """
import os, shutil, sys
from pathlib import Path

def run(arguments, database="warehouse/build/vivim.duckdb"):
    with open(os.environ["CALLS"], "a") as calls:
        calls.write(f"run_dbt {' '.join(arguments)}\\n")
    built = Path(os.environ["STUB_BUILD"])
    shutil.copytree(built / "target", "target", dirs_exist_ok=True)
    if os.environ["STUB_FAILS"]:
        return 1
    shutil.copy(built / "vivim.duckdb", database)
    return 0

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
"""
LARGE = 1024 * 1024
LARGE_MARTS = ("figure_inputs", "loaded_labor_costs")


def describe(seed, types):
    """A YAML beside a seed: without one the input gate refuses it."""
    text = json.dumps({"seeds": [{"name": seed.stem, "config": {"column_types": types}}]})
    seed.with_name("_seeds.yml").write_text(text)


def rows(number):
    """A seed that is large for dbt."""
    lines = [f"row {line} of a file that is long enough,{number}" for line in range(30_000)]
    return "\n".join(["code,number", *lines, ""])


class Project:
    """A copy of the project in a path with blanks, with files beside it."""

    def __init__(self, folder, stubs, built=None):
        self.folder = folder
        self.path = folder / "a place" / "vivim twin"
        self.calls = folder / "calls"
        # What an unquoted path would hit: its words, from the root and from the project.
        self.beside = [
            folder / "a", folder / "a place" / "vivim", folder / "a place" / "beside",
            self.path / "place" / "vivim", self.path / "twin" / "warehouse" / "impact",
        ]  # fmt: skip
        for file in FILES:
            source, target = ROOT / file, self.path / file
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        (self.path / "warehouse" / "build").mkdir(parents=True)
        (self.path / "seeds").mkdir()
        (self.path / "seeds" / "control_totals.csv").write_text("seed,column,total\n")
        for file in self.beside:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("keep me")
        self.write_programs(stubs)
        if built:
            (self.path / "scripts" / "run_dbt.py").write_text(RUN_DBT)
        self.environment = os.environ | {
            "CALLS": str(self.calls), "REAL_PYTHON": sys.executable, "STUB_FAILS": "",
            "STUB_BUILD": str(built), "STUB_MANIFEST": str(ROOT / "target/manifest.json"),
            "GIT_CEILING_DIRECTORIES": str(folder), "GIT_CONFIG_GLOBAL": os.devnull,
            # The tests may run under make themselves.
            "MAKEFLAGS": "", "MAKELEVEL": "0",
        }  # fmt: skip

    def write_programs(self, programs):
        for environment in (".venv", ".venv-audit"):
            binaries = self.path / environment / "bin"
            binaries.mkdir(parents=True)
            for name, text in programs.items():
                (binaries / name).write_text(f"#!/bin/sh\n{text}\n")
                (binaries / name).chmod(0o755)
            (self.path / environment / "installed").touch()

    def run(self, *command, **environment):
        return subprocess.run(
            command, cwd=self.path, env=self.environment | environment, capture_output=True,
            text=True,
        )  # fmt: skip

    def make(self, *arguments, **environment):
        return self.run("make", *arguments, **environment)

    def commit(self):
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
            identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
            done = self.run("git", *identity, *command)
            assert done.returncode == 0, done.stderr

    def called(self):
        return self.calls.read_text() if self.calls.exists() else ""

    def outside(self):
        """Every file beside the project."""
        return {
            path for path in self.folder.rglob("*")
            if not path.is_relative_to(self.path) and path != self.calls
        }


@pytest.fixture(scope="module")
def built(tmp_path_factory, pytestconfig, manifest):
    """Folder with what a build of the small marts alone leaves behind."""
    folder = tmp_path_factory.mktemp("built")
    nodes = {
        key: node for key, node in manifest["nodes"].items()
        if key.startswith("model.") and node["schema"] in ("marts", "restricted")
        and node["name"] not in LARGE_MARTS
    }  # fmt: skip
    with duckdb.connect(str(folder / "vivim.duckdb")) as connection:
        tested = pytestconfig.rootpath / pytestconfig.getoption("--warehouse")
        connection.execute(f"attach '{tested}' as tested (read_only)")
        connection.execute("create schema marts; create schema restricted")
        for node in nodes.values():
            name = f"{node['schema']}.{node['name']}"
            statement = "select sql from duckdb_tables() where schema_name || '.' || table_name = ?"
            connection.execute(connection.execute(statement, [name]).fetchall()[0][0])
            connection.execute(f"insert into {name} from tested.{name}")
    metadata = {"invocation_id": "a build"}
    results = [{"unique_id": key, "status": "success"} for key in nodes]
    (folder / "target").mkdir()
    for name, content in {
        "manifest": {"metadata": metadata, "nodes": nodes, "unit_tests": {}},
        "run_results": {"metadata": metadata, "results": results},
    }.items():
        (folder / "target" / f"{name}.json").write_text(json.dumps(content))
    return folder


@pytest.fixture
def project(tmp_path, built):
    return Project(tmp_path, STUBS, built)


def test_help_names_every_target(project):
    done = project.make()
    assert re.findall(r"^([a-z-]+) ", done.stdout, re.MULTILINE) == TARGETS


# An impact without a history stops: below.
@pytest.mark.parametrize(
    "target, kind",
    [(target, "clone") for target in TARGETS]
    + [(target, "zip") for target in TARGETS if target != "impact"],
)
def test_a_target_keeps_what_is_beside_the_project(project, target, kind):
    if kind == "clone":
        project.commit()
    builds = {"accept": 1, "edit": 1, "pages": 1, "bench-dividends": 1, "mutate-models": 1, "releases": 1, "rollback": 2}
    for _ in range(builds.get(target, 0)):
        assert project.make("build").returncode == 0
    before = project.outside()
    done = project.make(target)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [path.read_text() for path in project.beside] == ["keep me"] * len(project.beside)
    assert project.outside() == before
    assert not (project.path / "warehouse" / "impact").exists()


def test_clean_leaves_what_is_in_git(project):
    project.commit()
    assert project.make("build").returncode == 0
    assert project.make("clean").returncode == 0
    assert project.run("git", "status", "--porcelain").stdout == ""
    left = [path for path in (project.path / "warehouse").rglob("*") if path.is_file()]
    assert left == []


@pytest.mark.parametrize("place", ["warehouse", "warehouse/build", "warehouse/builds", "docs/erd"])
@pytest.mark.parametrize("target", ["build", "clean", "erd"])
def test_nothing_is_deleted_through_a_link(project, place, target):
    outside = project.folder / "elsewhere"
    (project.path / place).mkdir(exist_ok=True)
    (project.path / place).rename(outside)
    for name in ("lock", "build/vivim.duckdb", "builds/a/release.json", "people.md"):
        (outside / name).parent.mkdir(exist_ok=True, parents=True)
        (outside / name).write_text("keep me")
    (project.path / place).symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    done = project.make(target)
    assert done.returncode != 0 and f"{place} is a link" in done.stderr
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before
    assert project.called() == ""


def test_an_environment_behind_a_link_is_not_replaced(project):
    outside = project.folder / "elsewhere"
    (project.path / ".venv").rename(outside)
    (project.path / ".venv").symlink_to(outside)
    before = sorted(outside.rglob("*"))
    newer = (outside / "installed").stat().st_mtime + 10
    os.utime(project.path / "requirements.lock", (newer, newer))
    done = project.make("build")
    assert done.returncode != 0 and ".venv is a link" in done.stderr
    assert sorted(outside.rglob("*")) == before
    # What is made anew is the link's own place.
    assert project.make("clean").returncode == 0
    assert sorted(outside.rglob("*")) == before


def test_make_works_in_the_folder_of_the_project_only(project):
    """Elsewhere its names are those of other people's files."""
    other = project.folder / "a place" / "other project"
    (other / "target").mkdir(parents=True)
    done = subprocess.run(
        ["make", "-f", project.path / "Makefile", "clean"], cwd=other, env=project.environment,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode != 0 and "make -C FOLDER" in done.stderr
    assert (other / "target").exists()


def test_a_new_zip_is_told_what_is_missing_before_anything_is_installed(project):
    shutil.rmtree(project.path / ".venv")
    before = sorted(project.path.rglob("*"))
    needs_a_build = ["edit", "pages", "releases", "rollback", "mutate-models"]
    for target, needs in [
        *((target, "run make build first") for target in needs_a_build), ("impact", "needs git"),
    ]:  # fmt: skip
        done = project.make(target)
        said = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
        assert done.returncode != 0 and len(said) == 1 and needs in said[0], done.stderr
    assert sorted(project.path.rglob("*")) == before


def test_a_zip_inside_another_repository_takes_no_version_from_it(project):
    around = project.path.parent
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "of others"]):
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *command], cwd=around, check=True)
    (around / ".gitignore").write_text("*\n")
    allowed = {"GIT_CEILING_DIRECTORIES": ""}
    assert project.make("build", **allowed).returncode == 0
    record = project.path / "warehouse" / "published" / "release.json"
    assert json.loads(record.read_text())["git_commit"] is None
    assert "needs git and a clone with its history" in project.make("impact", **allowed).stderr


def test_a_failed_build_leaves_the_published_warehouse(project):
    assert project.make("build").returncode == 0
    published = (project.path / "warehouse" / "published").resolve()
    done = project.make("build", STUB_FAILS="yes")
    assert done.returncode != 0 and "Nothing was published" in done.stderr
    assert (project.path / "warehouse" / "published").resolve() == published


def test_a_build_publishes_and_a_rollback_goes_back(project):
    for _ in range(2):
        done = project.make("build")
        assert done.returncode == 0 and "warehouse/published/vivim.duckdb" in done.stdout
    listed = project.make("releases").stdout.splitlines()
    assert len(listed) == 2 and listed[0].startswith("* ")
    assert project.make("rollback").returncode == 0
    assert project.make("releases").stdout.splitlines() == ["* " + listed[1].strip()]


# ---- Impact --------------------------------------------------------------------------------


@pytest.mark.parametrize("git", [True, False], ids=["without history", "without git"])
def test_impact_without_history_says_what_it_needs(project, git, tmp_path):
    project.make("build")
    before = sorted((project.path / "warehouse").rglob("*"))
    calls = project.called()
    without = {}
    if not git:
        tools = tmp_path / "tools"
        tools.mkdir()
        for name in ("make", "bash", "sh", "grep", "env"):
            (tools / name).symlink_to(shutil.which(name))
        without = {"PATH": str(tools)}
    done = project.make("impact", **without)
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
    assert len(said) == 1 and "needs git and a clone with its history" in said[0], done.stderr
    assert sorted((project.path / "warehouse").rglob("*")) == before
    assert project.called() == calls


def test_impact_of_an_unknown_version_says_so(project):
    project.commit()
    done = project.make("impact", "BASE=no; such")
    assert done.returncode != 0 and "no; such is none here" in done.stderr
    assert project.called() == ""


def test_impact_takes_the_published_warehouse_if_it_is_the_base(project):
    project.commit()
    assert project.make("build").returncode == 0
    assert "No published figure moves" in project.make("impact").stdout
    builds = project.called().splitlines()
    assert len(builds) == 2 and "--select state:modified+" in builds[1]


def test_impact_builds_a_base_that_is_not_published(project):
    project.commit()
    done = project.make("impact")
    assert "No published figure moves" in done.stdout, done.stderr
    assert len(project.called().splitlines()) == 2
    assert project.run("git", "worktree", "list").stdout.count("\n") == 1


@pytest.mark.parametrize(
    "file", ["dbt_project.yml", "profiles.yml", "requirements.lock", "macros/new.sql"]
)
def test_impact_builds_everything_after_a_change_of_the_project_itself(project, file):
    project.commit()
    with (project.path / file).open("a") as text:
        text.write("\n# changed\n")
    (project.path / ".venv" / "installed").touch()
    assert project.make("impact").returncode == 0
    base, head = project.called().splitlines()
    assert "--select" not in base and "--select" not in head


@pytest.mark.parametrize("committed", [True, False], ids=["changed", "untracked"])
def test_impact_selects_a_large_seed_by_its_content(project, committed):
    seed = project.path / "seeds" / "users" / "raw_large.csv"
    seed.parent.mkdir(parents=True)
    describe(seed, {"code": "text", "number": "integer"})
    if committed:
        seed.write_text(rows(1))
    project.commit()
    seed.write_text(rows(2))
    assert project.make("impact").returncode == 0
    assert "state:modified+ raw_large+ --state" in project.called()


def test_a_real_impact_shows_a_change_in_a_large_seed(tmp_path):
    """dbt says nothing of it: it compares seeds of a mebibyte and more by their path."""
    project = Project(tmp_path, {"python": 'exec "$REAL_PYTHON" "$@"'})
    seed = project.path / "seeds" / "raw_amounts.csv"
    models = project.path / "models"
    models.mkdir()
    describe(seed, {"code": "text", "amount": "integer"})
    rows = [f"row {number} of a file that is long enough,1" for number in range(30_000)]
    seed.write_text("\n".join(["code,amount", *rows, ""]))
    assert seed.stat().st_size > LARGE
    columns = "'baseline' as scenario_code, 'M1' as milestone_code"
    amount = "cast(sum(amount) as decimal(18, 2))"
    for name, measures in {
        "milestone_cost_summary": f"{amount} as total_cost_eur",
        "cost_per_user_analysis": f"{amount} as cost_per_user, {amount} as dividend_pool_eur",
    }.items():
        source = "{{ ref('raw_amounts') }}"
        (models / f"{name}.sql").write_text(f"select {columns}, {measures} from {source}")
    shutil.rmtree(project.path / "macros")
    shutil.copytree(ROOT / "macros", project.path / "macros")
    (project.path / "dbt_project.yml").write_text(json.dumps({
        "name": "vivim", "profile": "vivim", "flags": {"send_anonymous_usage_stats": False},
        "models": {"vivim": {"+materialized": "table", "+schema": "marts"}},
        "seeds": {"vivim": {
            "+schema": "raw", "+full_refresh": True, "control_totals": {"+enabled": False},
        }},
    }))  # fmt: skip
    project.commit()
    seed.write_text("\n".join(["code,amount", *rows[1:], rows[0] + "0", ""]))
    done = project.make("impact")
    assert done.returncode == 0, done.stdout + done.stderr
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.stdout.splitlines()]
    assert ["baseline", "M1", "total cost", "30000.00", "30009.00", "9.00"] in cells, done.stdout


# ---- Edit ----------------------------------------------------------------------------------


def test_edit_needs_a_published_warehouse(project):
    done = project.make("edit")
    assert done.returncode != 0 and "run make build first" in done.stderr
    assert project.called() == ""


def test_edit_builds_one_model_or_what_has_changed(project):
    (project.path / "models").mkdir()
    (project.path / "models" / "int_x.sql").write_text("select 1 as a")
    seed = project.path / "seeds" / "raw_large.csv"
    describe(seed, {"code": "text", "number": "integer"})
    seed.write_text(rows(1))
    assert project.make("build").returncode == 0
    assert project.make("edit", "MODEL=int_x").returncode == 0
    assert project.called().endswith("build --select int_x\n")
    seed.write_text(rows(2))
    assert project.make("edit").returncode == 0
    assert "build --select state:modified raw_large --state" in project.called().splitlines()[-1]


def test_edit_of_a_misspelt_model_says_so(project):
    assert project.make("build").returncode == 0
    done = project.make("edit", "MODEL=int_typo")
    assert done.returncode != 0 and "no model or seed is called int_typo" in done.stderr


def test_edit_after_a_change_of_the_project_itself_asks_for_a_build(project):
    assert project.make("build").returncode == 0
    with (project.path / "dbt_project.yml").open("a") as text:
        text.write("\n# changed\n")
    done = project.make("edit")
    assert done.returncode != 0 and "dbt_project.yml has changed" in done.stderr
