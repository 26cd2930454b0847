"""Where the warehouse is built, how it is published, and what has changed since.

Usage: python scripts/warehouse.py new        the next build starts with an empty warehouse
       python scripts/warehouse.py publish    a good build becomes warehouse/vivim.duckdb

dbt always builds into warehouse/build. What is published is a copy of a good build, put in place by
one rename: a build that fails or is half done never touches it. Beside it stand the manifest of that
build, the digests of the files that dbt does not compare itself, and the version in git.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "warehouse" / "build" / "vivim.duckdb"
PUBLISHED = ROOT / "warehouse" / "vivim.duckdb"
STATE = ROOT / "warehouse" / "state"
# A change of one of these can change anything.
PROJECT_FILES = ["dbt_project.yml", "profiles.yml", "requirements.lock", "macros/**/*.sql"]
# dbt compares a seed of this size and more by its path alone.
LARGE_SEED = 1024 * 1024


def place(source, target):
    """Copy a file over another one in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".new")
    shutil.copyfile(source, unfinished)
    os.replace(unfinished, target)


def remove(database):
    """Remove a database and the log that a process may have left beside it."""
    database.unlink(missing_ok=True)
    database.with_name(database.name + ".wal").unlink(missing_ok=True)


def start_from(database):
    """The next build goes on from a copy of a finished one."""
    remove(BUILD)
    place(database, BUILD)


def digests(project):
    """Digest by path of the files of a project that dbt does not compare: project files, large seeds."""
    paths = [path for pattern in PROJECT_FILES for path in project.glob(pattern)]
    paths += [
        path for path in project.glob("seeds/**/*.csv") if path.stat().st_size >= LARGE_SEED
    ]
    return {
        str(path.relative_to(project)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
    }


def changed(before, after):
    """(project files that differ, large seeds that differ) between two results of digests()."""
    differing = [
        path for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)
    ]
    seeds = [Path(path).stem for path in differing if path.endswith(".csv")]
    return [path for path in differing if not path.endswith(".csv")], seeds


def published_digests():
    return json.loads((STATE / "digests.json").read_text())


def git(*arguments):
    """Output of a git command; none where it fails, or where there is no git."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def published_commit():
    """The version in git that is published; none where it was built from files of no version."""
    path = STATE / "commit"
    return path.read_text() if path.exists() else None


def publish():
    """Put a copy of the build in its place, with the state that belongs to it."""
    unfinished = ROOT / "warehouse" / "state.new"
    shutil.rmtree(ROOT / "warehouse" / "state.new", ignore_errors=True)
    place(ROOT / "target" / "manifest.json", unfinished / "manifest.json")
    (unfinished / "digests.json").write_text(json.dumps(digests(ROOT), indent=1))
    if git("status", "--porcelain") == "":
        (unfinished / "commit").write_text(git("rev-parse", "HEAD") or "")
    # A crash from here on leaves a warehouse without a state, never with a wrong one.
    shutil.rmtree(ROOT / "warehouse" / "state", ignore_errors=True)
    place(BUILD, PUBLISHED)
    PUBLISHED.with_name(PUBLISHED.name + ".wal").unlink(missing_ok=True)
    unfinished.rename(STATE)


if __name__ == "__main__":
    {"new": lambda: remove(BUILD), "publish": publish}[sys.argv[1]]()
