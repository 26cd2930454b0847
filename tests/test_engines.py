"""DuckDB and PostgreSQL publish the same tables: same rows, equal amounts, other decimals to 1e-9."""

import os
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
