"""Keep the tables of README and docs equal to the published figures.

A table whose figures come from the warehouse stands below its query, in a comment:
<!-- figures: select ... -->. Prints each table that differs; exit code 1 if one does.

Usage: python scripts/page_tables.py [--write] [WAREHOUSE]
"""

import re
import sys
from decimal import Decimal
from pathlib import Path

import duckdb

PROJECT = Path(__file__).resolve().parents[1]
TABLE = re.compile(r"(<!-- figures:\n(.*?)-->\n\n)(?:\|[^\n]*\n)*\n?", re.DOTALL)


def text(value) -> str:
    """A cell as people read it: thousands apart, no value as a dash."""
    if value is None:
        return "-"
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def table(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """The result of the query in Markdown, numbers to the right."""
    result = connection.execute(query)
    columns = result.description
    rows = result.fetchall()
    lines = [" | ".join(column[0] for column in columns)]
    lines.append(" | ".join("---" if str(column[1]) == "VARCHAR" else "---:" for column in columns))
    lines += [" | ".join(map(text, row)) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


def pages(warehouse: str):
    """Each page with tables: its path, its text, and its text with the tables of the warehouse."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        for path in [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]:
            old = path.read_text(encoding="utf-8")
            yield path, old, TABLE.sub(lambda match: f"{match[1]}{table(connection, match[2])}\n", old)


def main(arguments: list[str]) -> int:
    write = "--write" in arguments
    paths = [argument for argument in arguments if argument != "--write"]
    warehouse = paths[0] if paths else "warehouse/published/vivim.duckdb"
    if not Path(warehouse).is_file():
        sys.exit(f"{warehouse} does not exist: run make build first")
    differing = 0
    for path, old, new in pages(warehouse):
        if old == new:
            continue
        differing += 1
        print(f"{path.relative_to(PROJECT)}: tables {'written' if write else 'differ from the figures'}")
        if write:
            path.write_text(new, encoding="utf-8")
    return int(differing > 0 and not write)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
