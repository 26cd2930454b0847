"""make mutate-models makes each kind of mistake, and says which check sees it.

A project of one model, with one unit test: what the test has a row for is seen, the rest survives.
"""

import sys
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
import mutants
from mutate_models import Project, changed_models, table

EVERYTHING = """
with recursive steps as (
    select
        code,
        lag(amount) over (partition by code, kind order by day, number) as before
    from sales
),

kept as (select distinct code from sales where code in ('a', 'b') and not is_void)

select
    steps.code,
    coalesce(sum(steps.before * 2) filter (where steps.before between 0 and 9), 0) as amount,
    count(distinct steps.code) as codes,
    case when max(steps.before) > 1 then greatest(1, abs(min(steps.before))) else 3 end as most
from steps
inner join kept on steps.code = kept.code and steps.before is not null
group by steps.code
having sum(steps.before) - 1 <> 0 or count(*) >= 2
union all
select 'c', 0, 1 // 2, 1
"""
CHANGES = {
    ("aggregate", "COUNT(*) >= 2 -> (COUNT(*) + 1) >= 2"),
    ("aggregate", "COUNT(DISTINCT steps.code) -> COUNT(steps.code)"),
    ("aggregate", "MAX(steps.before) > 1 -> MIN(steps.before) > 1"),
    ("and, or", "SUM(steps.before) - 1 <> 0 OR COUNT(*) >= 2 "
                "-> SUM(steps.before) - 1 <> 0 AND COUNT(*) >= 2"),
    ("arithmetic", "SUM(steps.before) - 1 <> 0 -> (SUM(steps.before) + 1) <> 0"),
    ("arithmetic", "1 // 2 -> 1 * 2"),
    ("bound", "steps.before BETWEEN 0 AND 9 -> steps.before >= 0 AND steps.before < 9"),
    ("case", "ELSE 3 -> (dropped)"),
    ("comparison", "IN 'b' -> (dropped)"),
    ("condition", "NOT is_void -> (dropped)"),
    ("constant", "1 // 2 -> 1 // 3"),
    ("distinct", "DISTINCT -> (dropped)"),
    ("distinct", "UNION ALL -> UNION"),
    ("function", "GREATEST(1, ABS(MIN(steps.before))) -> GREATEST(1, MIN(steps.before))"),
    ("join condition", "steps.code = kept.code -> (dropped)"),
    ("join kind", "INNER JOIN kept -> LEFT JOIN kept"),
    ("not", "NOT is_void -> is_void"),
    ("window", "PARTITION BY kind -> (dropped)"),
    ("window", "day -> day DESC"),
}  # fmt: skip


def all_mutants(sql):
    tree = mutants.parsed(sql)
    return [mutants.mutant(tree, number) for number in range(len(mutants.changes(tree)))]


def test_each_kind_of_mistake_is_made():
    found = {(mutant.operator, mutant.change) for mutant in all_mutants(EVERYTHING)}
    assert CHANGES <= found, CHANGES - found


def test_each_mutant_is_another_statement_that_can_be_read():
    texts = [mutants.text(mutant.tree) for mutant in all_mutants(EVERYTHING)]
    assert len(set(texts)) == len(texts)
    assert mutants.text(mutants.parsed(EVERYTHING)) not in texts
    for words in texts:
        assert mutants.text(mutants.parsed(words)) == words


def test_a_long_expression_shows_where_it_differs():
    words = " + ".join(f"column_{number}" for number in range(30))
    shown = [mutant.change for mutant in all_mutants(f"select sum({words}) from t")]
    assert max(map(len, shown)) < 220
    assert all(before != after for before, after in (change.split(" -> ") for change in shown))


def test_a_change_is_found_in_a_statement_with_other_constants():
    model = mutants.parsed("select 1 + 1000 as a, b > 5 as c from t")
    fixture = "with __dbt__cte__t as (select 1 as b)"
    test = mutants.parsed(f"{fixture} select 1 + 3 as a, b > 5 as c from t")
    fixtures = mutants.without_fixtures(test)
    numbers = mutants.counterparts(model, test)
    (number,) = (
        number for number, change in enumerate(mutants.changes(model)) if change.operator == "bound"
    )
    changed = mutants.mutant(test, numbers[number]).tree
    assert mutants.with_fixtures(changed, fixtures) == (
        "WITH __dbt__cte__t AS (SELECT 1 AS b) SELECT 1 + 3 AS a, b >= 5 AS c FROM t"
    )


MODEL = """-- One row per code.
select
    code,
    cast(sum(amount) as integer) as amount
from "vivim"."raw"."raw_sales"
where
    amount >= 10
    and not is_void
    and amount <> 999
group by code"""
# As dbt runs a unit test: a row at the edge of 10, none that is void.
UNIT_TEST = f"""
with dbt_internal_unit_test_actual as (
    select "code", "amount", 'actual' as "actual_or_expected"
    from (
        with __dbt__cte__raw_sales as (
            select * from (values ('a', 10, false), ('a', 9, false)) as t (code, amount, is_void)
        )
        {MODEL.replace('"vivim"."raw"."raw_sales"', "__dbt__cte__raw_sales")}
    ) _dbt_internal_unit_test_actual
),
dbt_internal_unit_test_expected as (
    select "code", "amount", 'expected' as "actual_or_expected"
    from (select 'a' as code, 10 as amount) _dbt_internal_unit_test_expected
)
select * from dbt_internal_unit_test_actual union all select * from dbt_internal_unit_test_expected
"""
FOLLOWER = 'select sum(amount) as amount from "vivim"."intermediate"."int_sales"'
CONSERVATION = 'select 1 as amount from "vivim"."marts"."totals" where amount > 1000'


def node(unique_id, folder, schema, reads=(), **more):
    kind, _, name = unique_id.split(".")
    return {
        "unique_id": unique_id, "name": name, "alias": name, "resource_type": kind,
        "package_name": "toy", "schema": schema, "fqn": ["toy", schema, name],
        "original_file_path": f"{folder}/{name}.sql",
        "path": f"{name}.sql", "raw_code": MODEL, "constraints": [],
        "depends_on": {"nodes": list(reads), "macros": ["macro.vivim.divide"]},
    } | more  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mutants")
    sales, totals = "model.toy.int_sales", "model.toy.totals"
    nodes = [
        node("seed.toy.raw_sales", "seeds", "raw"),
        node(sales, "models", "intermediate", ["seed.toy.raw_sales"]),
        node(totals, "models", "marts", [sales]),
        node("test.toy.assert_sales_are_small", "tests", "tests", [totals]),
    ]
    unit_test = {
        "model": "int_sales", "name": "sales_from_ten_on_count", "package_name": "toy",
        "original_file_path": "models/_toy__unit_tests.yml", "path": "_toy__unit_tests.yml",
    }  # fmt: skip
    files = {
        "compiled/toy/models/int_sales.sql": MODEL,
        "compiled/toy/models/totals.sql": FOLLOWER,
        "compiled/toy/tests/assert_sales_are_small.sql": CONSERVATION,
        "run/toy/models/_toy__unit_tests.yml/models/sales_from_ten_on_count.sql": UNIT_TEST,
    }
    for path, sql in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(sql)
    with duckdb.connect(str(folder / "vivim.duckdb")) as connection:
        for schema in ("raw", "intermediate", "marts"):
            connection.execute(f"create schema {schema}")
        connection.execute(
            "create table raw.raw_sales as select * from (values ('a', 10, false), ('a', 9, false), "
            "('b', 20, false), ('b', 30, true), ('c', 999, false)) as t (code, amount, is_void)"
        )
        connection.execute(f"create table intermediate.int_sales as {MODEL}")
        connection.execute(f"create table marts.totals as {FOLLOWER}")
    manifest = {
        "nodes": {each["unique_id"]: each for each in nodes}, "unit_tests": {"one": unit_test}
    }  # fmt: skip
    project = Project(manifest, folder, folder / "vivim.duckdb")
    project.recomputation = SimpleNamespace(ask=lambda *_: None)
    return project


@pytest.fixture(scope="module")
def verdicts(project):
    (model,) = (model for model in project.models.values() if model.name == "int_sales")
    project.check(model)
    found = [project.judge(model, number) for number in model.sample(1000)]
    return {(verdict.operator, verdict.change): verdict for verdict in found}


def test_a_mutant_at_an_edge_of_the_unit_test_is_seen(verdicts):
    verdict = verdicts["bound", "amount >= 10 -> amount > 10"]
    assert (verdict.seen_by, verdict.check) == ("unit test", "sales_from_ten_on_count")
    assert (verdict.changed_rows, verdict.line) == (1, 7)


def test_a_mutant_that_no_check_has_a_row_for_survives(verdicts):
    verdict = verdicts["condition", "NOT is_void -> (dropped)"]
    assert verdict.survives
    assert verdict.changed_rows == 2


def test_a_test_of_a_model_that_follows_sees_a_mutant(verdicts):
    verdict = verdicts["condition", "amount <> 999 -> (dropped)"]
    assert (verdict.seen_by, verdict.check) == ("conservation", "assert_sales_are_small")


def test_a_mutant_that_changes_no_cell_is_counted_apart(verdicts):
    verdict = verdicts["constant", "amount <> 999 -> amount <> 1000"]
    unchanged = verdicts["aggregate", "CAST(SUM(amount) AS INT) -> CAST(MAX(amount) AS INT)"]
    assert verdict.changed_rows and not unchanged.changed_rows and not unchanged.survives
    header, row, everything = (line.split("  ") for line in table(verdicts.values()))
    assert row[0].strip() == "int_sales"


def test_nothing_stays_of_a_mutant(project, verdicts):
    same = "select count(*) from (from vivim.marts.totals except all from built.marts.totals)"
    assert project.connection.execute(same).fetchone() == (0,)


def test_a_sample_has_every_operator_and_is_the_same_again(project):
    (model,) = (model for model in project.models.values() if model.name == "int_sales")
    sample = model.sample(1)
    operators = [model.changes[number].operator for number in sample]
    assert sorted(operators) == sorted({change.operator for change in model.changes})
    assert sample == model.sample(1) and set(sample) <= set(model.sample(10))


def test_a_changed_macro_changes_the_models_that_call_it(project, monkeypatch):
    monkeypatch.setattr("warehouse.git", lambda *_: "macros/divide.sql")
    assert {model.name for model in changed_models(project, "HEAD")} == {"int_sales", "totals"}
