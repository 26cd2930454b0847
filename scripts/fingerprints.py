"""Fingerprints of the published tables: what a changed formula does to figures becomes lines of a review.

Usage: python scripts/fingerprints.py    write tests/fingerprints.csv from the published warehouse

One line per column of schema marts: rows, nulls, distinct values, and the sum of a number (of a boolean:
how often it is true). They hold for the inputs whose digest the first line names, and say nothing of others.
"""

import csv
import sys
from pathlib import Path

import duckdb
import warehouse

FILE = warehouse.ROOT / "tests" / "fingerprints.csv"
HEADER = ["mart", "column", "rows", "nulls", "distinct_values", "sum"]
INPUTS = "inputs_sha256"
# Says what the figures were made from, and holds none.
NO_MART = "build_info"
NUMBERS = ("DECIMAL", "INTEGER", "BIGINT", "SMALLINT", "HUGEINT")


def measure(kind, column):
    """SQL for the last cell of a column's line."""
    if kind == "BOOLEAN":
        return f'cast(count(*) filter (where "{column}") as text)'
    if kind.startswith(NUMBERS):
        return f'cast(sum("{column}") as text)'
    return "cast(null as text)"


def lines(connection):
    """One line per column, in the order of mart and column."""
    columns = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns()"
        " where schema_name = 'marts' and table_name <> ? order by table_name, column_name",
        [NO_MART],
    ).fetchall()
    for mart, column, kind in columns:
        figures = connection.execute(
            f'select count(*), count(*) - count("{column}"), count(distinct "{column}"),'
            f' {measure(kind, column)} from marts."{mart}"'
        ).fetchall()[0]
        yield [mart, column, *("" if figure is None else str(figure) for figure in figures)]


def read():
    """(digest of the inputs, lines) that were accepted."""
    with FILE.open(newline="") as file:
        _, (_, digest), *accepted = csv.reader(file)
    return digest, accepted


def accept(published: Path):
    """Write the fingerprints of a published warehouse."""
    with duckdb.connect(str(published), read_only=True) as connection:
        ((digest,),) = connection.execute(f"select {INPUTS} from marts.{NO_MART}").fetchall()
        if digest != warehouse.inputs_fingerprint():
            sys.exit("what is published was made from other inputs: make build first")
        found = list(lines(connection))
    with FILE.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, [INPUTS, digest], *found])
    print(f"Accepted: {len(found)} columns of the inputs {digest[:12]}, in {FILE.relative_to(warehouse.ROOT)}")


if __name__ == "__main__":
    accept(warehouse.PUBLISHED / "vivim.duckdb")
