"""DuckDB and PostgreSQL publish the same tables: same rows, equal amounts, other decimals to 1e-9.

On PostgreSQL each role reads what is its own and is refused everything else.
"""

import os
from contextlib import closing
from decimal import Decimal

import psycopg2
import pytest

TOLERANCE = Decimal("1e-9")
PUBLISHED_SCHEMAS = ("marts", "restricted")
COLUMNS = """
    select table_schema, table_name, column_name
    from information_schema.columns
    where table_schema in ('marts', 'restricted')
    order by table_schema, table_name, ordinal_position
"""


@pytest.fixture(scope="module")
def postgres():
    """Connection to the PostgreSQL server that `make test` started and dbt built into."""
    if "VIVIM_POSTGRES_BUILT" not in os.environ:
        assert "CI" not in os.environ, "CI requires PostgreSQL 15"
        pytest.skip("no PostgreSQL build to compare with: the second engine is left out")
    # Host, port, user, password and database come from the standard PG* variables.
    with psycopg2.connect("") as connection, connection.cursor() as cursor:
        yield cursor


@pytest.fixture(params=["bi_reader", "finance_reader"])
def reader(request, postgres):
    """(role, cursor of somebody who has that role and no other)."""
    name, password = f"somebody_with_{request.param}", "of this test alone"
    postgres.execute(f"create role {name} login password %s in role {request.param}", [password])
    postgres.connection.commit()
    try:
        with closing(psycopg2.connect(user=name, password=password)) as connection:
            connection.autocommit = True
            yield request.param, connection.cursor()
    finally:
        postgres.execute(f"drop role {name}")
        postgres.connection.commit()


def fetch(cursor, query):
    cursor.execute(query)
    return cursor.fetchall()


def tables(cursor):
    """Column names by (schema, table)."""
    result = {}
    for schema, table, column in fetch(cursor, COLUMNS):
        result.setdefault((schema, table), []).append(column)
    return result


def same(column, left, right):
    if left == right:
        return True
    if isinstance(left, Decimal) and isinstance(right, Decimal) and not column.endswith("_eur"):
        return abs(left - right) <= TOLERANCE
    return False


def sort_key(row):
    return [(value is None, str(value)) for value in row]


def test_both_engines_publish_the_same_tables(warehouse, postgres):
    assert tables(warehouse) == tables(postgres)


def test_both_engines_publish_the_same_cells(warehouse, postgres, capsys):
    cells = rows = 0
    differences = []
    published = tables(warehouse)
    for (schema, table), columns in published.items():
        query = f"select {', '.join(columns)} from {schema}.{table}"
        left = sorted(fetch(warehouse, query), key=sort_key)
        right = sorted(fetch(postgres, query), key=sort_key)
        if len(left) != len(right):
            differences.append(f"{schema}.{table}: {len(left)} rows against {len(right)}")
            continue
        rows += len(left)
        for left_row, right_row in zip(left, right):
            for column, left_cell, right_cell in zip(columns, left_row, right_row):
                cells += 1
                if not same(column, left_cell, right_cell):
                    differences.append(f"{schema}.{table}.{column}: {left_cell} against {right_cell}")
    with capsys.disabled():
        print(
            f"\nDuckDB against PostgreSQL: {len(published)} tables, {rows} rows, {cells} cells, "
            f"{len(differences)} differences"
        )
    assert rows > 0
    assert not differences, "\n".join(differences[:20])


# ---- Roles ---------------------------------------------------------------------------------

MAY_READ = {"bi_reader": {"marts"}, "finance_reader": {"marts", "restricted"}}


def test_a_role_reads_its_schemas_and_nothing_else(reader, postgres):
    role, cursor = reader
    read, refused = set(), set()
    tables_and_views = fetch(
        postgres,
        "select schemaname, tablename from pg_tables union select schemaname, viewname from pg_views",
    )
    for schema, table in tables_and_views:
        if schema in ("pg_catalog", "information_schema"):
            continue
        try:
            cursor.execute(f"select * from {schema}.{table} limit 1")
            read.add(schema)
        except psycopg2.errors.InsufficientPrivilege:
            refused.add(schema)
    assert read == MAY_READ[role]
    others = {"raw", "staging", "intermediate", "restricted", "restricted_inputs"}
    assert refused == others - read


def test_a_table_that_a_build_makes_anew_can_be_read_at_once(reader, postgres):
    """dbt replaces one table after the other; readers do not wait for the last one."""
    _, cursor = reader
    postgres.execute("create table marts.made_anew as select 1 as a")
    postgres.connection.commit()
    try:
        assert fetch(cursor, "select a from marts.made_anew") == [(1,)]
    finally:
        postgres.execute("drop table marts.made_anew")
        postgres.connection.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "delete from marts.milestones",
        "update marts.milestones set name = ''",
        "create table marts.mine (a integer)",
        "drop table marts.milestones",
        "create schema mine",
    ],
)
def test_a_role_writes_nothing(reader, statement):
    _, cursor = reader
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute(statement)
