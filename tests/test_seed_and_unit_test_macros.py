"""The macros that take dbt's place load seeds by value and by name, and run unit tests as dbt does.

dbt builds a small project with the macros of this one: seeds that are good, seeds with a wrong
header, seeds with a number that does not fit its type, a model with comments, unit tests that pass
and unit tests that fail.
"""

import contextlib
import csv
import json
import shutil
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

ROOT = Path(__file__).parent.parent
TYPES = {"code": "text", "amount": "decimal(18,2)", "day": "date"}
# More rows than go into one statement, and what quoting could break.
CELLS = [
    ("plain", "1.50", "2026-01-31"),
    ("", "", ""),
    ("it's \"quoted\", \\ and\nbroken", "-0.01", "2024-02-29"),
    ("ελληνικά 😀 {{ 1 }} ? %s $1", "1e2", "2026-12-31"),
    *((f"row {number}", "0.10", "2026-01-01") for number in range(10_000)),
]
HEADERS = {
    "reordered": ["day", "code", "amount"],
    "missing": ["code", "day"],
    "extra": ["code", "amount", "day", "note"],
    "renamed": ["code", "amounts", "day"],
    "doubled": ["code", "amount", "day", "code"],
    "unnamed": ["code", "amount", "day", ""],
    "of_sql": ["code", "amount", "day", "x text); drop schema raw cascade; --"],
}
FAULTS = {
    "missing": 'column "amount" is missing',
    "extra": 'column "note" has no type in the YAML of the seed',
    "renamed": 'column "amount" is missing; column "amounts" has no type',
    "doubled": 'column "code" stands twice',
    "unnamed": 'column "d" has no type',
    "of_sql": 'column "x text); drop schema raw cascade; --" has no type',
}
# A number that decimal(18,2) holds, and what it would cut or turn into 0.
NUMBERS = {"of_two_decimals": "12.3400", "cut": "1.005", "turned_into_0": "0.001", "tiny": "1e-9"}
MODEL = """
select
    code,
    cast(amount * 2 as decimal(18, 2)) as doubled,
    day
from {{ ref('many_rows') }}
"""
COMMENTS = {
    "table": "It's a table; -- not SQL\nof two lines.",
    "code": "A \"code\" {{ of }} text",
    "doubled": "Amount * 2; drop table x",
}


class UnitTest(NamedTuple):
    name: str
    given: list
    expected: list
    status: str
    message: str = ""


UNIT_TESTS = [
    UnitTest(
        "equal", [{"code": "it's", "amount": 1.25}, {"amount": "3"}, {"code": None}],
        [
            {"doubled": 2.5, "code": "it's"}, {"code": None, "doubled": 6},
            {"code": None, "doubled": None},
        ],
        "pass",
    ),
    UnitTest("upper_case_names", [{"AMOUNT": 1}], [{"Doubled": 2, "day": None}], "pass"),
    UnitTest("no_rows", [], [], "pass"),
    UnitTest("rows_without_columns", [{}, {}], [{"code": None}, {"code": None}], "pass"),
    UnitTest("dates", [{"day": "2026-01-31"}], [{"day": "2026-01-31"}], "pass"),
    UnitTest("other_amount", [{"amount": 1}], [{"doubled": 3}], "fail"),
    UnitTest("other_count", [{"amount": 1}], [], "fail"),
    UnitTest("a_cell_is_null", [{"amount": None}], [{"doubled": 0}], "fail"),
    UnitTest(
        "unknown_input", [{"amonut": 1}], [{"doubled": 2}], "error",
        "Invalid column name: 'amonut' in unit test fixture for 'many_rows'",
    ),
    UnitTest(
        "unknown_output", [{"amount": 1}], [{"dubbed": 2}], "error",
        "Invalid column name: 'dubbed' in unit test fixture for expected output",
    ),
    UnitTest(
        "uneven_output", [{"amount": 1}], [{"doubled": 2}, {"code": None, "doubled": 2}], "error",
        "name different columns",
    ),
]  # fmt: skip


def write_csv(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header, *rows])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """(results by node, connection) of one build of the small project."""
    project = tmp_path_factory.mktemp("a project")
    shutil.copytree(ROOT / "macros", project / "macros")
    for folder in ("models", "seeds", "warehouse/build"):
        (project / folder).mkdir(parents=True)
    shutil.copy(ROOT / "profiles.yml", project)
    write_csv(project / "seeds" / "many_rows.csv", list(TYPES), CELLS)
    for name, header in HEADERS.items():
        row = dict(zip(TYPES, CELLS[0]))
        write_csv(project / "seeds" / f"{name}.csv", header, [[row.get(c, "1") for c in header]])
    for name, number in NUMBERS.items():
        write_csv(project / "seeds" / f"{name}.csv", list(TYPES), [("a", number, "2026-01-31")])
    windows = ["\ufeffcode,amount,day", *(",".join(row) for row in CELLS[:2]), ""]
    (project / "seeds" / "of_windows.csv").write_bytes("\r\n".join(windows).encode())
    (project / "models" / "doubled_rows.sql").write_text(MODEL)
    model = {
        "name": "doubled_rows",
        "description": COMMENTS["table"].replace("{{", "{{ '{{' }}"),
        "columns": [
            {"name": name, "description": COMMENTS[name].replace("{{", "{{ '{{' }}")}
            for name in ("code", "doubled")
        ],
    }
    unit_tests = [
        {
            "name": test.name, "model": "doubled_rows",
            "given": [{"input": "ref('many_rows')", "rows": test.given}],
            "expect": {"rows": test.expected},
        }
        for test in UNIT_TESTS
    ]  # fmt: skip
    # JSON is YAML.
    files = {
        "dbt_project.yml": {
            "name": "vivim", "profile": "vivim",
            "flags": {"send_anonymous_usage_stats": False, "log_level_file": "error"},
            "seeds": {"vivim": {"+schema": "raw", "+column_types": TYPES}},
            "models": {"vivim": {
                "+materialized": "table", "+persist_docs": {"relation": True, "columns": True},
            }},
        },
        "models/doubled_rows.yml": {"models": [model], "unit_tests": unit_tests},
    }  # fmt: skip
    for name, content in files.items():
        (project / name).write_text(json.dumps(content))
    # A unit test that fails would leave out its model, so the tables come first.
    results = {}
    with contextlib.chdir(project):
        for command in ("seed", "run", "test"):
            run = dbtRunner().invoke(["--log-level", "none", command, "--profiles-dir", "."])
            results |= {result.node.name: result for result in run.result.results}
    DuckDBConnectionManager.close_all_connections()
    database = project / "warehouse" / "build" / "vivim.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        yield results, connection


def test_a_seed_arrives_cell_by_cell(built):
    results, connection = built
    assert results["many_rows"].status == "success", results["many_rows"].message
    found = connection.execute("select code, amount, day from raw.many_rows").fetchall()
    expected = connection.execute(
        "select nullif(c, ''), cast(nullif(a, '') as decimal(18, 2)), cast(nullif(d, '') as date)"
        " from (select unnest(?) as c, unnest(?) as a, unnest(?) as d)",
        [list(column) for column in zip(*CELLS)],
    ).fetchall()
    assert found == expected


def test_columns_are_found_by_name(built):
    results, connection = built
    assert results["reordered"].status == "success", results["reordered"].message
    query = "select code, cast(amount as text), cast(day as text) from raw.reordered"
    assert connection.execute(query).fetchall() == [CELLS[0]]


def test_a_byte_order_mark_and_cr_lf_are_no_part_of_a_cell(built):
    results, connection = built
    assert results["of_windows"].status == "success", results["of_windows"].message
    query = "select code, cast(amount as text), cast(day as text) from raw.of_windows"
    assert connection.execute(query).fetchall() == [CELLS[0], (None, None, None)]


@pytest.mark.parametrize("seed", FAULTS)
def test_a_wrong_header_stops_with_file_and_column(built, seed):
    results, connection = built
    assert results[seed].status == "error"
    assert f"Header of seeds/{seed}.csv: {FAULTS[seed]}" in results[seed].message
    query = f"select * from duckdb_tables() where table_name = '{seed}'"
    assert connection.execute(query).fetchall() == []


@pytest.mark.parametrize("seed", NUMBERS)
def test_a_number_that_its_type_would_change_stops(built, seed):
    results, _ = built
    if seed == "of_two_decimals":
        assert results[seed].status == "success", results[seed].message
        return
    assert results[seed].status == "error"
    fault = f'Numbers of seeds/{seed}.csv: "amount" {NUMBERS[seed]} does not fit decimal(18,2)'
    assert fault in results[seed].message


def test_comments_are_written_as_they_are(built):
    _, connection = built
    comments = connection.execute(
        "select comment from duckdb_tables() where table_name = 'doubled_rows'"
        " union all select comment from duckdb_columns() where table_name = 'doubled_rows'"
    ).fetchall()
    expected = [(text,) for text in COMMENTS.values()]
    assert sorted(comments, key=str) == sorted([*expected, (None,)], key=str)


@pytest.mark.parametrize("test", UNIT_TESTS, ids=[test.name for test in UNIT_TESTS])
def test_a_unit_test_passes_or_fails_as_it_must(built, test):
    results, _ = built
    assert results[test.name].status == test.status, results[test.name].message
    assert test.message in (results[test.name].message or "")
