"""Look for known vulnerabilities of the locked packages, secrets in the files, unsafe workflows.

Usage: .venv-audit/bin/python scripts/audit.py

Prints what it finds; exit code 1 if it finds anything. Packages that nobody could be asked about
are a warning: a machine without a network can still build.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
# Vulnerabilities that were looked at and do not concern the project: id and reason.
ACCEPTED: dict[str, str] = {}
# What is built, where no git tells it from what is the project's.
BUILT = {".git", ".tmp", ".venv", ".venv-audit", ".venv-bench", "target", "logs", "warehouse"}


def run(tool, *arguments):
    command = [str(TOOLS / tool), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def packages():
    """Lines about vulnerable packages of every lock file; none at all where OSV did not answer."""
    locks = [argument for path in sorted(ROOT.glob("*.lock")) for argument in ("-r", path.name)]
    # The service can be named, so that a test can take its place.
    service = [f"--osv-url={os.environ['OSV_URL']}"] if "OSV_URL" in os.environ else []
    done = run(
        "pip-audit", "-s", "osv", *service, "--require-hashes", "--disable-pip", *locks,
        "--format", "json", "--progress-spinner", "off", *(f"--ignore-vuln={i}" for i in ACCEPTED),
    )  # fmt: skip
    try:
        found = json.loads(done.stdout)["dependencies"]
    except json.JSONDecodeError:
        last = (done.stderr.strip().splitlines() or ["no output"])[-1]
        # The library that asks says so, whatever goes wrong on the way to the service and back.
        if "requests.exceptions." in done.stderr or "Could not connect" in done.stderr:
            print(f"warning: known vulnerabilities were not looked up, nobody answered: {last[:120]}")
            return None
        return [f"pip-audit failed: {last}"]
    unknown = [f"{item['name']}: {item['skip_reason']}" for item in found if "skip_reason" in item]
    return unknown + [
        f"{item['name']} {item['version']}: {vulnerability['id']}, "
        f"fixed in {', '.join(vulnerability['fix_versions']) or 'no version'}"
        for item in found
        for vulnerability in item.get("vulns", [])
    ]


def files():
    """The files of the project."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True)
        names = done.stdout.split("\0") if done.returncode == 0 else []
    except FileNotFoundError:
        names = []
    if not names:
        paths = (path.relative_to(ROOT) for path in sorted(ROOT.rglob("*")))
        names = [str(path) for path in paths if path.parts[0] not in BUILT]
    return [name for name in names if name and (ROOT / name).is_file()]


def secrets():
    """Places that look like a password, a key or a token; none of them is tried out."""
    done = run("detect-secrets-hook", "--no-verify", "--json", *files())
    if done.returncode == 0:
        return []
    try:
        results = json.loads(done.stdout)["results"]
    except json.JSONDecodeError:
        return [f"detect-secrets failed: {(done.stderr.strip().splitlines() or ['no output'])[-1]}"]
    return [
        f"{path}:{place['line_number']}: {place['type']}"
        for path, places in sorted(results.items())
        for place in places
    ]


def workflows():
    """What zizmor finds in the workflows of CI."""
    done = run("zizmor", "--offline", "--quiet", "--strict-collection", ".github")
    if done.returncode == 0:
        return []
    return re.sub(r"\n{2,}", "\n", f"{done.stdout}\n{done.stderr}").strip().splitlines()


def main():
    findings = {part.__name__: part() for part in (packages, secrets, workflows)}
    for part, lines in findings.items():
        if lines:
            print(f"{part}:", *lines, sep="\n    ")
        elif lines is not None:
            print(f"{part}: nothing found")
    return int(any(findings.values()))


if __name__ == "__main__":
    sys.exit(main())
