"""`make audit` fails on a vulnerable package, a secret and an unsafe workflow, and only then.

It runs on a copy of what it reads; a server on this machine takes the place of the service that knows
the vulnerabilities.
"""

import json
import os
import re
import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parent.parent
PYTHON = ROOT / ".venv-audit" / "bin" / "python"
NOBODY = "http://127.0.0.1:9/"
# Written in parts, so that the scanner does not find them here.
SECRETS = {
    "a key of a cloud": "AKIA" + "QWERTYUIOPASDFGH",
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "a token": "ghp_" + "Zk3Qp9Xv7Lr2" + "Tn8Wb5Yd1Hs6" + "Mc4Jf0GaEuRi",
    "a password in an address": "postgres://vivim:" + "hunter2pass" + "@db.example.org/vivim",
    "a password": 'password = "' + "Tr0ub4dor-and-3" + '"',
}


@pytest.fixture
def audit(tmp_path):
    """Runs the audit in a copy of the locks and workflows."""
    if not PYTHON.exists():
        assert "CI" not in os.environ, "CI runs make audit first"
        pytest.skip("make audit was not run here: its tools are not installed")
    project = tmp_path / "a copy"
    for part in ("requirements.lock", "scripts/audit.py", ".github"):
        (project / part).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, project / part)

    def run(service=NOBODY):
        return subprocess.run(
            [PYTHON, project / "scripts" / "audit.py"], capture_output=True, text=True,
            env=os.environ | {"OSV_URL": service, "GIT_CEILING_DIRECTORIES": str(tmp_path)},
        )  # fmt: skip

    run.project = project
    return run


@pytest.fixture
def service():
    """Address of a service that knows one vulnerability, of duckdb."""
    vulnerability = {
        "id": "TEST-1",
        "affected": [{
            "package": {"name": "duckdb", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9.9"}]}],
        }],
    }  # fmt: skip

    class Handler(BaseHTTPRequestHandler):
        known = "duckdb"

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found = asked["package"]["name"] == self.known
            answer = json.dumps({"vulns": [vulnerability]} if found else {}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", Handler
        server.shutdown()


def test_nobody_to_ask_is_a_warning(audit):
    done = audit()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning: known vulnerabilities were not looked up" in done.stdout
    assert "packages: nothing found" not in done.stdout


def test_a_vulnerable_package_fails(audit, service):
    address, handler = service
    done = audit(address)
    assert done.returncode == 1
    assert re.search(r"duckdb [\d.]+: TEST-1, fixed in 9.9\n", done.stdout)
    handler.known = "something else"
    done = audit(address)
    assert done.returncode == 0 and "packages: nothing found" in done.stdout


def test_a_lock_without_hashes_fails(audit):
    (audit.project / "requirements.lock").write_text("duckdb\n")
    done = audit()
    assert done.returncode == 1 and "pip-audit failed" in done.stdout


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_a_secret_fails(audit, secret):
    (audit.project / "profiles.py").write_text(f"# why\n{secret}\n")
    done = audit()
    assert done.returncode == 1 and "profiles.py:2: " in done.stdout
    assert secret not in done.stdout


def test_an_unsafe_workflow_fails(audit):
    workflow = audit.project / ".github" / "workflows" / "ci.yml"
    workflow.write_text(workflow.read_text().replace("pull_request:", "pull_request_target:"))
    done = audit()
    assert done.returncode == 1 and "dangerous-triggers" in done.stdout
