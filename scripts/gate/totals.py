"""seeds/control_totals.csv: rows, and one number a column, of each seed as it was last accepted.

A row that was deleted or doubled cannot be seen in a file alone. The total of a column is the sum
of its numbers, the characters of its texts, the days of its dates since 2000, or how often it is
true. What leaves them all as they are (two values that change rows, EUR for USD) changes `content`,
a digest of the rows in whatever order.
"""

import csv

from gate.files import Defect

PATH = "seeds/control_totals.csv"
HEADER = ["seed", "column", "total"]
ROWS, CONTENT = "rows", "content"
NUMBERS = ("integer", "bigint", "decimal")


def measure(column, kind):
    """SQL of the total of a column."""
    if kind == "text":
        return f"sum(len({column}))"
    if kind == "date":
        return f"sum({column} - date '2000-01-01')"
    return f"count(*) filter ({column})" if kind == "boolean" else f"sum({column})"


def of_seed(connection, seed):
    """Totals of a loaded seed by column, as texts."""
    columns = [measure(column, kind) for column, kind in seed.types.items()]
    cells = ", ".join(f"coalesce(cast({column} as varchar), '')" for column in seed.types)
    row = f"concat_ws('|', {cells})"
    content = f"left(md5(string_agg({row}, chr(10) order by {row})), 12)"
    values = connection.execute(
        f"select count(*), {content}, {', '.join(columns)} from {seed.name}"
    ).fetchone()
    return {name: plain(value) for name, value in zip([ROWS, CONTENT, *seed.types], values)}


def plain(number):
    if isinstance(number, str):
        return number
    text = f"{number or 0:f}" if number is None or not isinstance(number, int) else str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def read(root):
    """(accepted totals: {seed: {column: total}}, what is wrong with their file)"""
    accepted, defects = {}, []
    if (root / PATH).exists():
        with (root / PATH).open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.reader(file))
        if not rows or rows[0] != HEADER:
            defects.append(Defect(PATH, 1, "", ",".join(rows[0]) if rows else "", ",".join(HEADER)))
        for number, row in enumerate(rows[1:], start=2):
            if len(row) == len(HEADER):
                accepted.setdefault(row[0], {})[row[1]] = row[2]
            else:
                defects.append(Defect(PATH, number, "", ",".join(row), ",".join(HEADER)))
    return accepted, defects


def write(root, totals):
    """Accept the totals of all seeds."""
    with (root / PATH).open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for seed, columns in sorted(totals.items()):
            writer.writerows([seed, column, total] for column, total in columns.items())


def swapped(seed, now, accepted):
    """Defects of headers that changed places: each column has the total that the other one had."""
    changed = [name for name in seed.types if now[name] != accepted.get(name)]
    return [
        Defect(seed.path, 1, a, a, f"the header {b}: the two columns have each other's totals")
        for i, a in enumerate(changed) for b in changed[i + 1 :]
        if now[a] == accepted.get(b) and now[b] == accepted.get(a)
    ]  # fmt: skip


def differences(now, accepted):
    """(column, total now, accepted) where they differ; the content where no total tells."""
    different = [
        (column, now.get(column, "none"), accepted.get(column, "none"))
        for column in dict.fromkeys([*now, *accepted]) if now.get(column) != accepted.get(column)
    ]  # fmt: skip
    return [each for each in different if each[0] != CONTENT] or different


def told(seed, different):
    """The differences in a line: rows and numbers with totals, other columns by their names."""
    numbers = [
        f"{column} {before} -> {total}"
        for column, total, before in different
        if column == ROWS or seed.types.get(column, "").startswith(NUMBERS)
    ]
    others = [
        column
        for column, *_ in different
        if column in seed.types and not seed.types[column].startswith(NUMBERS)
    ]
    if others and not numbers:
        numbers = [f"cells of {', '.join(others)}"]
    return ", ".join(numbers or ["cells that leave the totals as they are"])
