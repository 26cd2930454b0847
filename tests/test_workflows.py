"""The workflows of CI give no pull request a token, and pin what they use; the comment step works.

Each rule is tested on a workflow that breaks it. zizmor (`make audit`) looks at the same files for more.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTION = re.compile(r"[\w./-]+@[0-9a-f]{40}")
IMAGE = re.compile(r"\S+:\S+@sha256:[0-9a-f]{64}")
TOKEN = re.compile(r"github\.token|GITHUB_TOKEN|\bsecrets[.\[]")


def steps_of(job, action):
    return [step for step in job["steps"] if step.get("uses", "").startswith(f"{action}@")]


def faults_of_job(job):
    """What a job does that it must not."""
    rights = job.get("permissions")
    if not isinstance(rights, dict):
        yield "states no permissions"
        rights = {}
    # Whoever checks out runs the code of a pull request.
    if steps_of(job, "actions/checkout"):
        if {right for right in rights.values() if right != "none"} - {"read"}:
            yield "runs the code of the project and may write"
        if TOKEN.search(str(job)):
            yield "runs the code of the project and holds a token"
    for step in steps_of(job, "actions/checkout"):
        if step.get("with", {}).get("persist-credentials") is not False:
            yield "leaves the token in the clone"
    for step in job["steps"]:
        if "uses" in step and not ACTION.fullmatch(step["uses"]):
            yield f"{step['uses']} is not pinned to a commit"
        if "${{" in step.get("run", ""):
            yield "a title or branch could be run as a command"
    images = [job.get("container", {}), *job.get("services", {}).values()]
    for image in images:
        name = image.get("image") if isinstance(image, dict) else image
        if name and not IMAGE.fullmatch(name):
            yield f"{name} is not pinned to a digest"


def faults(text):
    """Every fault of a workflow."""
    workflow = yaml.safe_load(text)
    # YAML reads the word "on" as true.
    if "pull_request_target" in workflow[True]:
        yield "pull_request_target gives a token to the code of a fork"
    if workflow.get("permissions") != {}:
        yield "a job that states no permissions has some"
    for job in workflow["jobs"].values():
        yield from faults_of_job(job)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_keeps_the_rules(path):
    assert list(faults(path.read_text())) == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_pin_says_its_version(path):
    for line in path.read_text().splitlines():
        if "uses:" in line:
            assert re.search(r"# v\d+\.\d+\.\d+$", line), line


GOOD = """
on: {pull_request: null}
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    permissions: {contents: read}
    container: debian:12@sha256:DIGEST
    steps:
      - uses: actions/checkout@COMMIT
        with: {persist-credentials: false}
      - run: make test
""".replace("DIGEST", "0" * 64).replace("COMMIT", "0" * 40)


@pytest.mark.parametrize(
    "right, wrong, said",
    [
        ("pull_request:", "pull_request_target:", "gives a token to the code of a fork"),
        ("permissions: {}", "permissions: {contents: write}", "states no permissions has some"),
        ("permissions: {contents: read}", "", "states no permissions"),
        ("permissions: {contents: read}", "permissions: write-all", "states no permissions"),
        ("{contents: read}", "{pull-requests: write}", "may write"),
        ("run: make test", "env: {A: '${{ github.token }}'}", "holds a token"),
        ("run: make test", "env: {A: '${{ secrets.KEY }}'}", "holds a token"),
        ("with: {persist-credentials: false}", "", "leaves the token"),
        ("checkout@" + "0" * 40, "checkout@v4", "is not pinned to a commit"),
        ("@sha256:" + "0" * 64, "", "is not pinned to a digest"),
        ("make test", "echo ${{ github.head_ref }}", "could be run as a command"),
    ],
)
def test_a_broken_rule_is_found(right, wrong, said):
    assert list(faults(GOOD)) == []
    assert right in GOOD
    assert any(said in fault for fault in faults(GOOD.replace(right, wrong)))


# ---- The comment ---------------------------------------------------------------------------

# The client of Debian 12, 2.23: it knows these options and refuses every other one.
CLIENT = """#!/bin/sh
echo "$*" >> calls
case "$1 $2" in
    "api "*) [ "$HEAD_SHA" = gone ] || echo 7; exit ;;
    "pr comment") shift 3 ;;
    *) echo "unknown command" >&2; exit 1 ;;
esac
while [ $# -gt 0 ]; do
    case "$1" in
        --edit-last) [ -e posted ] || { echo "no comments found for current user" >&2; exit 1; } ;;
        --body-file) cp "$2" posted; shift ;;
        *) echo "unknown flag: $1" >&2; exit 1 ;;
    esac
    shift
done
"""


@pytest.fixture
def post(tmp_path):
    """Runs the step that posts an impact, as the job does, and returns what it says."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/comment.yml").read_text())
    script = workflow["jobs"]["comment"]["steps"][-1]["run"]
    (tmp_path / "gh").write_text(CLIENT)
    (tmp_path / "gh").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GH_REPO": "owner/twin"}

    def run(impact, head="fork:a branch", sha="abc"):
        (tmp_path / "impact.md").write_text(impact)
        done = subprocess.run(
            ["sh", "-ec", script], cwd=tmp_path, capture_output=True, text=True,
            env=environment | {"HEAD": head, "HEAD_SHA": sha},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    run.folder = tmp_path
    return run


def test_the_first_impact_is_posted_and_the_next_takes_its_place(post):
    for row in ("| baseline | M6 | total cost | 1.00 | 2.50 | 1.50 |", "| funded | M1 | -3.00 |"):
        post(row + "\n")
        assert row in (post.folder / "posted").read_text()
    calls = (post.folder / "calls").read_text().splitlines()
    assert [call for call in calls if call.startswith("pr")] == [
        "pr comment 7 --edit-last --body-file comment.md",
        "pr comment 7 --body-file comment.md",
        "pr comment 7 --edit-last --body-file comment.md",
    ]


def test_a_fork_posts_nothing_but_rows_of_words_and_numbers(post):
    post("@everyone\n| a | [x](y) |\n```\n| <img src=x> |\n| good | 1.00 |\nsee http://bad\n")
    assert (post.folder / "posted").read_text().splitlines() == [
        "What this change moves, in EUR:", "```text", "| good | 1.00 |", "```",
    ]  # fmt: skip


def test_an_impact_without_rows_says_so(post):
    post("No published figure moves.\n")
    assert "No published figure moves." in (post.folder / "posted").read_text()


def test_a_pull_request_that_moved_on_gets_no_comment(post):
    assert "nothing is posted" in post("| a |\n", sha="gone")
    assert not (post.folder / "posted").exists()


def test_a_branch_is_no_command(post):
    post("| a |\n", head="fork:$(touch done); `touch done`")
    assert not (post.folder / "done").exists()
    assert "head=fork:$(touch done); `touch done`" in (post.folder / "calls").read_text()
