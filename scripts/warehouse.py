"""Where the warehouse is built, how it is published, and what has changed since.

Usage: python scripts/warehouse.py build       build, audit and publish
       python scripts/warehouse.py rebuild     build in warehouse/build, which publishes nothing
       python scripts/warehouse.py releases    list what is kept
       python scripts/warehouse.py rollback    publish what was published before

A build works in a folder of its own, warehouse/builds/ID. There `build` holds what dbt built, with its
manifest and the digests of the files that dbt does not compare itself; `published` holds the files that
people read (published_files.py). warehouse/published is a link to the latter of one build: to publish is
to replace that link, in one step, so that a reader sees one build or the other. What was killed or
failed before is a folder that no release leads to: the next build removes it.

dbt by hand, make edit, make impact and make test build in warehouse/build.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import duckdb
import load_files
import published_files
import yaml
from published_files import Unfit

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "warehouse" / "build" / "vivim.duckdb"
BUILDS = ROOT / "warehouse" / "builds"
PUBLISHED = ROOT / "warehouse" / "published"
LOCK = ROOT / "warehouse" / "lock"
# A folder in BUILDS with another name is not ours to remove.
RELEASE = re.compile(r"\d{8}-\d{6}-\d{6}")
# Releases on disk: the published one and those to go back to.
KEPT = 3
# Less than this and the disk is called full.
ROOM = 16 * 1024 * 1024
# A change of one of these can change anything.
PROJECT_FILES = ["dbt_project.yml", "profiles.yml", "requirements.lock", "macros/**/*.sql"]
# dbt compares a seed of this size and more by its path alone.
LARGE_SEED = 1024 * 1024


# ---- One at a time -------------------------------------------------------------------------


@contextmanager
def locked(purpose):
    """Nobody else builds or publishes meanwhile; the lock of a process that dies is free."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            sys.exit(f"{purpose} has to wait: {file.read()} is at work in {ROOT / 'warehouse'}")
        file.truncate(0)
        file.write(f"process {os.getpid()} ({purpose}, since {datetime.now():%H:%M:%S})")
        file.flush()
        yield


def is_written(database):
    """Whether a process, such as dbt by hand, has a database open to write: DuckDB locks it."""
    if not database.exists():
        return False
    with database.open("rb") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


# ---- The warehouse beside what is published ------------------------------------------------


def place(source, target):
    """Copy a file over another one in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".new")
    shutil.copyfile(source, unfinished)
    os.replace(unfinished, target)


def remove(database):
    """Remove a database and the log that a process may have left beside it."""
    if is_written(database):
        sys.exit(f"another process, such as dbt by hand, is writing into {database}")
    database.unlink(missing_ok=True)
    database.with_name(database.name + ".wal").unlink(missing_ok=True)


def close_to_others(folder):
    """Let nobody else into a folder with what dbt built: it holds what single persons are paid."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def start_from(database):
    """The next build in warehouse/build goes on from a copy of a finished one."""
    remove(BUILD)
    close_to_others(BUILD.parent)
    place(database, BUILD)


# ---- Versions of the project ---------------------------------------------------------------


def digests(project):
    """Digest by path of the files of a project that dbt does not compare: project files, large seeds."""
    paths = [path for pattern in PROJECT_FILES for path in project.glob(pattern)]
    paths += [
        path for path in project.glob("seeds/**/*.csv") if path.stat().st_size >= LARGE_SEED
    ]
    return {
        str(path.relative_to(project)): published_files.digest(path) for path in sorted(paths)
    }


def changed(before, after):
    """(project files that differ, large seeds that differ) between two results of digests()."""
    differing = [
        path for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)
    ]
    seeds = [Path(path).stem for path in differing if path.endswith(".csv")]
    return [path for path in differing if not path.endswith(".csv")], seeds


def inputs_fingerprint():
    """One digest of everything that figures are computed from: seeds, variables, files in place of seeds."""
    paths = [ROOT / "dbt_project.yml", *sorted(ROOT.glob("seeds/**/*.csv")), *load_files.paths(ROOT)]
    lines = [f"{os.path.relpath(path, ROOT)} {published_files.digest(path)}\n" for path in paths]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def git(*arguments):
    """Output of a git command; none where it fails, or where there is no git."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def build_info():
    """What a build is made from, as the table build_info tells it: equal for equal builds."""
    return {
        "version": yaml.safe_load((ROOT / "dbt_project.yml").read_text())["version"],
        # Files that differ from every version have none.
        "git_commit": git("rev-parse", "HEAD") if git("status", "--porcelain") == "" else None,
        "inputs_sha256": inputs_fingerprint(),
        "duckdb_version": version("duckdb"),
        "dbt_version": version("dbt-core"),
    }


# ---- Releases ------------------------------------------------------------------------------


def published_release():
    """Name of the release that people read; none before the first."""
    return PUBLISHED.readlink().parent.name if PUBLISHED.is_symlink() else None


def published_build():
    """Folder with what dbt built for the published release; none before the first."""
    release = published_release()
    return BUILDS / release / "build" if release else None


def digests_of(build):
    return json.loads((build / "digests.json").read_text())


def commit_of(build):
    """The version in git that a release was built from; none if from files of no version."""
    return record_of(build.parent.name)["git_commit"]


def record_of(release):
    """What a release says of itself; none where it is not there, or not finished."""
    path = BUILDS / str(release) / "published" / published_files.RECORD
    return json.loads(path.read_text()) if path.exists() else None


def kept_releases():
    """The published release and those to go back to, newest first, with their records."""
    release, found = published_release(), {}
    while len(found) < KEPT and release not in found and (record := record_of(release)):
        found[release] = record
        release = record["before"]
    return found


def clear_away():
    """Remove what killed and failed builds left, and releases that nobody goes back to."""
    kept = kept_releases()
    for folder in BUILDS.iterdir() if BUILDS.exists() else []:
        if RELEASE.fullmatch(folder.name) and folder.name not in kept and not folder.is_symlink():
            shutil.rmtree(folder)


def swap(release):
    """Publish a release: from one moment to the next the link leads to its files."""
    link = PUBLISHED.with_name("published.new")
    link.unlink(missing_ok=True)
    link.symlink_to(Path("builds", release, "published"), target_is_directory=True)
    os.replace(link, PUBLISHED)


# ---- Building and publishing ---------------------------------------------------------------


def check_build(build, manifest):
    """Raise Unfit unless all that the manifest names was built and tested, and is in the file."""
    results = json.loads((ROOT / "target" / "run_results.json").read_text())
    if results["metadata"]["invocation_id"] != manifest["metadata"]["invocation_id"]:
        raise Unfit("another dbt command wrote into target meanwhile")
    good = {
        item["unique_id"] for item in results["results"] if item["status"] in ("success", "pass")
    }
    relations = {
        (node["schema"], node["name"]): key for key, node in manifest["nodes"].items()
        if node["resource_type"] in ("seed", "model")
    }  # fmt: skip
    tests = {key for key, node in manifest["nodes"].items() if node["resource_type"] == "test"}
    for key in sorted(({*relations.values()} | tests | manifest["unit_tests"].keys()) - good):
        raise Unfit(f"{key} did not run")
    for path in published_files.files_in(build.parent):
        if path != build:
            raise Unfit(f"{path} is left over: the warehouse was not closed")
    with duckdb.connect(str(build), read_only=True) as connection:
        found = connection.execute(
            "select schema_name, table_name from duckdb_tables() union all"
            " select schema_name, view_name from duckdb_views()"
        ).fetchall()
    for relation in sorted(relations.keys() - set(found)):
        raise Unfit(f"{'.'.join(relation)} is not in the warehouse")


def publish(release, info, state):
    """Write the files of a good build, audit them, and let the link lead to them."""
    folder = BUILDS / release
    build = folder / "build" / "vivim.duckdb"
    manifest = json.loads((ROOT / "target" / "manifest.json").read_text())
    check_build(build, manifest)
    if inputs_fingerprint() != info["inputs_sha256"]:
        raise Unfit("the inputs have changed while dbt was building")
    shutil.copyfile(ROOT / "target" / "manifest.json", build.with_name("manifest.json"))
    build.with_name("digests.json").write_text(json.dumps(state, indent=1))
    about = {
        "release": release,
        "built_at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "before": published_release(),
    }
    entities = yaml.safe_load((ROOT / "docs" / "entity_contract.yml").read_text())["entities"]
    waves = {name: entity["wave"] for name, entity in entities.items()}
    published_files.write(build, manifest, waves, folder / "published", info, about)
    published_files.audit(folder / "published")
    if is_written(BUILD):
        print("dbt by hand is at work in warehouse/build, which stays as it is.")
    else:
        start_from(build)
    swap(release)


def build():
    """Build, audit and publish; whatever goes wrong, people go on reading what was published."""
    import run_dbt

    with locked("make build"):
        clear_away()
        release = f"{datetime.now(timezone.utc):%Y%m%d-%H%M%S-%f}"
        folder = BUILDS / release / "build"
        try:
            close_to_others(folder)
            state, info = digests(ROOT), build_info()
            load_files.load(folder / "vivim.duckdb")
            if run_dbt.run(["build"], folder / "vivim.duckdb"):
                raise Unfit(f"dbt failed; what it built is in {folder} until the next build")
            publish(release, info, state)
        except (OSError, duckdb.Error, Unfit) as error:
            free = shutil.disk_usage(BUILDS).free
            if free < ROOM or "No space left on device" in str(error):
                shutil.rmtree(folder.parent)
                error = f"the disk is full: {free / 2**20:.1f} MiB were free in {BUILDS}"
            sys.exit(f"Nothing was published: {error}.\nPublished stays: {published_release()}")
        clear_away()


def rebuild():
    """Build everything in warehouse/build, beside what is published."""
    import run_dbt

    with locked("make test"):
        remove(BUILD)
        close_to_others(BUILD.parent)
        load_files.load(BUILD)
        sys.exit(run_dbt.run(["build"]))


def releases():
    """List the releases that are kept, newest first; the star is the published one."""
    for number, record in enumerate(kept_releases().values()):
        commit = record["git_commit"] or "files of no version in git"
        print("*" if number == 0 else " ", record["release"], record["built_at"], commit)


def rollback():
    """Publish what was published before."""
    with locked("make rollback"):
        current, *before = kept_releases() or [None]
        if not before:
            sys.exit("There is no earlier release to go back to.")
        try:
            published_files.audit(BUILDS / before[0] / "published")
        except Unfit as error:
            sys.exit(f"{before[0]} cannot be published again: {error}")
        swap(before[0])
        print(f"Published: {before[0]}, as before {current}")


if __name__ == "__main__":
    commands = (build, rebuild, releases, rollback)
    {command.__name__: command for command in commands}[sys.argv[1]]()
