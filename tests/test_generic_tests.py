"""Each of our generic tests (tests/generic) passes good rows, and finds the bad rows and no others.

dbt runs the tests in a small project of their own: one model of a few rows a case.
"""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

TESTS = Path(__file__).parent
GENERIC = TESTS / "generic"
MACROS = TESTS.parent / "macros"
# What only seeds do: their columns are required unless they are optional, and a foreign key.
SEEDS = {
    "listed": "code,rate,note\na,1,\nb,,x\n,5,y\n",
    "naming": "number,code\n1,a\n2,zz\n3,\n",
}
SEED_TESTS = {
    "seeds": [
        {
            "name": "listed",
            "config": {"column_types": {"code": "text", "rate": "integer", "note": "text"}},
            "columns": [{"name": name} for name in ("code", "rate", "note")],
            "data_tests": [{
                "valid_rows": {
                    "name": "test_listed",
                    "arguments": {"key": ["code"], "optional": ["note"], "ranges": {"rate": [0, 4]}},
                }
            }],
        },
        {
            "name": "naming",
            "config": {"column_types": {"number": "integer", "code": "text"}},
            "data_tests": [{
                "valid_rows": {
                    "name": "test_naming", "arguments": {"key": ["number"], "optional": ["code"]},
                }
            }],
            "columns": [{
                "name": "code",
                "data_tests": [{
                    "relationships": {
                        "name": "test_orphans", "arguments": {"to": "ref('listed')", "field": "code"}
                    }
                }],
            }],
        },
    ]
}


def jan(day):
    return date(2026, 1, day)


class Case(NamedTuple):
    test: str
    claim: str
    columns: str
    arguments: dict
    rows: list
    bad_rows: int


def valid_rows(claim, arguments, columns, rows, bad_rows):
    return Case("valid_rows", claim, columns, arguments, rows, bad_rows)


def in_range(claim, bounds, values, bad_rows):
    rows = [(value,) for value in values]
    return valid_rows(claim, {"ranges": {"value": bounds}}, "value", rows, bad_rows)


def holds(claim, rows, bad_rows):
    return valid_rows(claim, {"holds": {"low_first": "low <= high"}}, "low, high", rows, bad_rows)


def ascending(claim, rows, bad_rows):
    arguments = {"ascending": [["low", "mid", "high"]]}
    return valid_rows(claim, arguments, "low, mid, high", rows, bad_rows)


def unique(claim, rows, bad_rows):
    return valid_rows(claim, {"unique": [["a", "b"]]}, "a, b", rows, bad_rows)


def adds_up(claim, arguments, rows, bad_rows):
    sums = [{"column": "share", "by": ["part"], "total": 1} | arguments]
    return valid_rows(claim, {"sums": sums}, "part, share", rows, bad_rows)


def no_overlapping_validity(claim, rows, bad_rows):
    columns = "code, valid_from, valid_to"
    return Case("no_overlapping_validity", claim, columns, {"key": ["code"]}, rows, bad_rows)


def contiguous_ranges(claim, arguments, rows, bad_rows):
    arguments = {"lower": "lower_bound", "upper": "upper_bound", "key": ["code"]} | arguments
    columns = "code, lower_bound, upper_bound"
    return Case("contiguous_ranges", claim, columns, arguments, rows, bad_rows)


CASES = [
    valid_rows("amounts up to the largest", {}, "cost_eur", [(100,), (-100,), (None,)], 0),
    valid_rows("larger amounts", {}, "cost_eur", [(100.01,), (-100.01,), (0,)], 2),
    valid_rows("an amount with a range", {"ranges": {"cost_eur": [0, 999]}}, "cost_eur", [(999,)], 0),
    in_range("both bounds are inside", [1, 5], [1, 3, 5], 0),
    in_range("a missing value is left to required", [1], [1, None], 0),
    in_range("a value is too low", [1], [0, 1], 1),
    in_range("a value is too high", [None, 5], [5, 6], 1),
    in_range("a bound of 0 is a bound", [0, 0], [-1, 0, 1], 2),
    holds("every row is true", [(1, 2), (2, 2)], 0),
    holds("a row is false", [(1, 2), (3, 2)], 1),
    holds("a row that cannot be judged is bad", [(1, 2), (None, 2)], 1),
    ascending("equal values ascend", [(1, 1, 2), (1, 2, 2)], 0),
    ascending("a missing value is left out", [(1, None, 1), (None, 2, 3)], 0),
    ascending("a value is above the next", [(2, 1, 3), (1, 3, 2)], 2),
    ascending("a value is above the one after a missing one", [(2, None, 1)], 1),
    unique("each column repeats, the pair does not", [(1, 1), (1, 2), (2, 1)], 0),
    unique("a pair repeats", [(1, 1), (1, 1), (1, 2)], 1),
    unique("a pair with a missing value repeats", [(1, 1), (2, None), (2, None)], 1),
    valid_rows("a key names a row", {"key": ["a"]}, "a, b", [(1, 1), (2, None)], 0),
    valid_rows("a key is never missing", {"key": ["a"]}, "a, b", [(None, 1), (2, 1)], 1),
    valid_rows("a key names one row", {"key": ["a"]}, "a, b", [(1, 1), (1, 2)], 1),
    valid_rows("a required column is filled", {"required": ["a"]}, "a, b", [(1, None)], 0),
    valid_rows("a required column is empty", {"required": ["a"]}, "a, b", [(None, 1)], 1),
    valid_rows("a value is accepted", {"values": {"a": ["1", "2"]}}, "a, b", [(1, 3), (None, 3)], 0),
    valid_rows("a value is not accepted", {"values": {"a": ["1", "2"]}}, "a, b", [(3, 1)], 1),
    adds_up("the parts of each group make the whole", {}, [(1, 1), (2, 0.25), (2, 0.75)], 0),
    adds_up("a group is short of the whole", {}, [(1, 1), (2, 0.25), (2, 0.5)], 1),
    adds_up("without groups, all rows make the whole", {"by": []}, [(1, 0.5), (2, 0.5)], 0),
    adds_up("rows that do not count", {"where": "part = 1"}, [(1, 1), (2, 0.5)], 0),
    valid_rows(
        "each broken rule of a row is a row",
        {"key": ["a"], "ranges": {"b": [2]}, "values": {"b": ["2"]}}, "a, b", [(1, 1), (2, 2)], 2,
    ),
    no_overlapping_validity(
        "a version ends the day before the next", [(1, jan(1), jan(9)), (1, jan(10), None)], 0
    ),
    no_overlapping_validity(
        "a version of one day, then a gap", [(1, jan(1), jan(1)), (1, jan(5), jan(9))], 0
    ),
    no_overlapping_validity("two keys overlap", [(1, jan(1), None), (2, jan(1), None)], 0),
    no_overlapping_validity(
        "two versions share a day", [(1, jan(1), jan(10)), (1, jan(10), None)], 1
    ),
    no_overlapping_validity(
        "an open version is followed by another", [(1, jan(1), None), (1, jan(10), None)], 1
    ),
    no_overlapping_validity(
        "two versions start together", [(1, jan(1), jan(5)), (1, jan(1), jan(5))], 1
    ),
    no_overlapping_validity(
        "a version lies inside another", [(1, jan(1), jan(20)), (1, jan(5), jan(6))], 1
    ),
    no_overlapping_validity("a version ends before it starts", [(1, jan(9), jan(8))], 1),
    contiguous_ranges(
        "shared bounds from 0 to open", {}, [(1, 10, 20), (1, 0, 10), (1, 20, None)], 0
    ),
    contiguous_ranges(
        "whole numbers from 1 to open", {"start": 1, "step": 1}, [(1, 1, 10), (1, 11, None)], 0
    ),
    contiguous_ranges(
        "without a key, all rows are one set of ranges", {"key": []}, [(1, 0, 10), (2, 10, None)], 0
    ),
    contiguous_ranges("each key has its ranges", {}, [(1, 0, None), (2, 0, None)], 0),
    contiguous_ranges("a gap", {}, [(1, 0, 10), (1, 11, None)], 1),
    contiguous_ranges("an overlap", {}, [(1, 0, 10), (1, 9, None)], 1),
    contiguous_ranges("the first range starts late", {}, [(1, 1, 10), (1, 10, None)], 1),
    contiguous_ranges("the last range is closed", {}, [(1, 0, 10), (1, 10, 20)], 1),
    contiguous_ranges("an open range in the middle", {}, [(1, 0, None), (1, 10, None)], 1),
]


def literal(value):
    if isinstance(value, date):
        return f"cast('{value}' as date)"
    return "null" if value is None else str(value)


def sql(case):
    values = ", ".join(f"({', '.join(map(literal, row))})" for row in case.rows)
    return f"select * from (values {values}) as cases ({case.columns})"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Bad rows by test, and what dbt printed, from one run on a database in memory."""
    project = tmp_path_factory.mktemp("generic_tests")
    shutil.copytree(GENERIC, project / "tests" / "generic")
    shutil.copytree(MACROS, project / "macros", ignore=shutil.ignore_patterns("*.yml"))
    (project / "models").mkdir()
    (project / "seeds").mkdir()
    for name, text in SEEDS.items():
        (project / "seeds" / f"{name}.csv").write_text(text)
    models = []
    for number, case in enumerate(CASES):
        (project / "models" / f"case_{number}.sql").write_text(sql(case))
        test = {case.test: {"name": f"test_{number}", "arguments": case.arguments}}
        amounts = [
            {"name": column, "data_type": "decimal(18, 2)"}
            for column in case.columns.split(", ") if column.endswith("_eur")
        ]
        models.append({"name": f"case_{number}", "columns": amounts, "data_tests": [test]})
    # JSON is YAML.
    files = {
        "dbt_project.yml": {
            "name": "vivim", "profile": "cases", "flags": {"send_anonymous_usage_stats": False},
            "on-run-end": "{{ print_failures(results) }}", "vars": {"largest_amount_eur": 100},
        },
        "profiles.yml": {"cases": {"target": "cases", "outputs": {"cases": {"type": "duckdb"}}}},
        "models/cases.yml": {"models": models},
        "seeds/seeds.yml": SEED_TESTS,
    }
    for name, content in files.items():
        (project / name).write_text(json.dumps(content))
    environment = {name: text for name, text in os.environ.items() if not name.startswith("DBT_")}
    build = subprocess.run(
        [Path(sys.executable).parent / "dbt", "build", "--profiles-dir", "."],
        cwd=project, env=environment, capture_output=True, text=True,
    )
    results = json.loads((project / "target" / "run_results.json").read_text())["results"]
    found = {
        result["unique_id"].split(".")[2]: result["failures"]
        for result in results if result["status"] in ("pass", "fail")
    }
    assert len(found) == len(CASES) + 3, build.stdout
    return found, build.stdout


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{c.test}: {c.claim}" for c in CASES])
def test_a_generic_test_finds_the_bad_rows(run, number):
    assert run[0][f"test_{number}"] == CASES[number].bad_rows


def test_every_generic_test_has_a_case_that_passes_and_one_that_fails():
    tests = {path.stem for path in GENERIC.glob("*.sql")}
    assert tests == {case.test for case in CASES if case.bad_rows == 0}
    assert tests == {case.test for case in CASES if case.bad_rows > 0}


def test_the_bad_rows_are_printed_when_dbt_ends(run):
    found, printed = run
    assert (found["test_listed"], found["test_naming"], found["test_orphans"]) == (3, 0, 1)
    for line in [
        "test_listed: 3 bad rows",
        "    code = b: rate is null; rule: required",
        "    code = null: code is null; rule: required",
        "    code = null: rate is 5; rule: at least 0, at most 4",
        "test_orphans: 1 bad row",
        "    number = 2: code is zz; rule: is in listed.code",
    ]:
        assert line in printed.splitlines()
