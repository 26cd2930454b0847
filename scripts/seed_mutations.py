"""Harmful changes of the seeds, made from what their YAML says: for scripts/mutate_seeds.py.

Each function takes a Table and gives Mutations: one change of one file, and where the gate has to
tell of it. Which row is changed is drawn from the seed's name, so that two runs change the same.
"""

import csv
import gzip
import io
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

ANY = None  # a place that is not asked for


@dataclass(frozen=True)
class Mutation:
    """A change of a seed's file, and the row and columns that the gate has to name.

    told_in     the file that it has to name, if it is another
    by_totals   only the accepted totals can see it: the file is as good as before
    one_of      of mutations with the same, a run that is not whole makes one
    """

    rule: str
    seed: str
    what: str
    change: Callable
    row: int | None = ANY
    columns: tuple = ()
    told_in: str = ""
    by_totals: bool = False
    one_of: str = ""


class Table:
    """A seed's file as rows of text cells that can be changed one by one."""

    def __init__(self, root, seed):
        self.seed = seed
        self.content = (Path(root) / seed.path).read_bytes()
        self.lines = self.content.decode().splitlines()
        self.header, *self.rows = csv.reader(self.lines)
        self.random = random.Random(seed.name)
        self.kinds = {
            name: "decimal" if "decimal" in kind else kind for name, kind in seed.types.items()
        }
        self.kinds |= {name: "integer" for name, kind in self.kinds.items() if kind == "bigint"}
        self.place = {name: place for place, name in enumerate(self.header)}

    def cell(self, number, column):
        return self.rows[number][self.place[column]]

    def number(self, number, column):
        return Decimal(self.cell(number, column) or 0)

    def scale(self, column):
        """Decimals of a column's type."""
        return (
            int(self.seed.types[column].split(",")[1].strip(" )"))
            if self.kinds[column] == "decimal"
            else 0
        )

    def key(self, number):
        return ", ".join(self.cell(number, column) for column in self.seed.key)

    def with_line(self, number, text):
        """The file with another text in a line, counted from 1; none = without the line."""
        lines = [*self.lines[: number - 1], *([] if text is None else [text]), *self.lines[number:]]
        return ("\n".join(lines) + "\n").encode()

    def with_cells(self, number, cells):
        """The file with other texts in some cells of a row, counted from 0."""
        row = [cells.get(name, cell) for name, cell in zip(self.header, self.rows[number])]
        return self.with_line(number + 2, line_of(row))

    def some(self, condition=lambda number: True):
        """A row, drawn from those with the condition; none where there is none."""
        numbers = [number for number in range(len(self.rows)) if condition(number)]
        return self.random.choice(numbers) if numbers else None

    def mutation(self, rule, number, cells, columns=None, **more):
        """Other texts in some cells of a row, told at the row and one of the columns."""
        what = ", ".join(
            f"{name} {self.cell(number, name) or 'nothing'} -> {text!r}"
            for name, text in cells.items()
        )

        def change(path):
            path.write_bytes(self.with_cells(number, cells))

        what = f"{self.key(number)}: {what}"
        columns = tuple(columns or cells)
        return Mutation(rule, self.seed.name, what, change, number + 2, columns, **more)


def line_of(row):
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(row)
    return text.getvalue()


def writer(content):
    return lambda path: path.write_bytes(content)


# ---- Files and headers --------------------------------------------------------------------------


def remove(path):
    path.unlink()


def into_folder(path):
    path.unlink()
    path.mkdir()


def link_to_outside(path):
    outside = path.parents[2].parent / path.name
    shutil.move(path, outside)
    path.symlink_to(outside)


def of_file(table):
    """Damage to the file as a whole, its bytes, its rows and its header: four of them a seed."""
    middle = len(table.lines) // 2 + 1
    line = table.lines[middle - 1]
    cells = table.rows[middle - 2]
    first, *others = table.header
    last = table.header[-1]
    text = table.content
    kinds = {
        "a missing file": (remove, 0, ()),
        "a folder": (into_folder, 0, ()),
        "a link to outside": (link_to_outside, 0, ()),
        "an empty file": (writer(b""), 0, ()),
        "a header alone": (writer(text.split(b"\n")[0] + b"\n"), 0, ()),
        "UTF-16": (writer(text.decode().encode("utf-16")), 0, ()),
        "gzip": (writer(gzip.compress(text, mtime=0)), 0, ()),
        "a file cut off": (writer(text[: -len(table.lines[-1]) // 2 - 1]), len(table.lines), ()),
        "a row too short": (writer(table.with_line(middle, line_of(cells[:-1]))), middle, ()),
        "a row too long": (writer(table.with_line(middle, line_of([*cells, "x"]))), middle, ()),
        "an open quote": (writer(table.with_line(middle, '"' + line)), middle, ()),
        "a blank line": (writer(table.with_line(middle, "\n" + line)), middle, ()),
        "a comment": (writer(table.with_line(middle, "# old prices\n" + line)), middle, ()),
        "a byte that is no UTF-8": (
            writer(table.with_line(middle, "%" + line).replace(b"\n%", b"\n\xe9")),
            middle,
            (),
        ),
        "a byte 0": (writer(table.with_line(middle, "\0" + line)), middle, ()),
        "semicolons": (writer(text.replace(b",", b";")), 1, ()),
        "tabs": (writer(text.replace(b",", b"\t")), 1, ()),
        "a carriage return in a row": (
            writer(table.with_line(middle, line.replace(",", "\r,", 1))),
            middle,
            (),
        ),
    }
    headers = {
        "a header renamed": ([*table.header[:-1], "remark"], last),
        "a header missing": (table.header[:-1], last),
        "a header doubled": ([*others, others[0]], others[0]),
        "a header in capitals": ([first.upper(), *others], first),
        "a header with a blank": ([f"{first} ", *others], first),
        "a header too many": ([*table.header, "remark"], "remark"),
        "SQL in a header": (
            [*table.header[:-1], f"{last} text); drop schema raw cascade; --"],
            last,
        ),
        "an empty header": ([*table.header[:-1], ""], last),
    }
    for rule, (names, column) in headers.items():
        rows = [row[: len(names)] + ["x"] * (len(names) - len(row)) for row in table.rows]
        content = "\n".join(map(line_of, [names, *rows])) + "\n"
        kinds[rule] = writer(content.encode()), 1, (column,)
    for rule in table.random.sample(sorted(kinds), 4):
        change, row, columns = kinds[rule]
        yield Mutation(rule, table.seed.name, rule, change, row, columns)


def of_headers_swapped(table):
    """Two headers of one type change places: values stand in each other's column."""
    pairs = [
        (a, b) for a in table.header for b in table.header[table.place[a] + 1 :]
        if table.kinds[a] == table.kinds[b]
        and any(row[table.place[a]] != row[table.place[b]] for row in table.rows)
    ]  # fmt: skip
    if pairs:
        a, b = table.random.choice(pairs)
        names = [{a: b, b: a}.get(name, name) for name in table.header]
        yield Mutation(
            "headers swapped", table.seed.name, f"{a} and {b}",
            writer(table.with_line(1, line_of(names))), by_totals=True,
        )  # fmt: skip


# ---- Cells --------------------------------------------------------------------------------------

TEXT_IN_NUMBERS = [
    "twelve", "1,234.50", "1.234,50", "12,5", "12 %", "NaN", "inf", "-Infinity", "1e3", "+5", "007",
    "1_000", "$5", "N/A",
    "12 EUR", ".5", "5.", "１２", "0x10", "--5", "1 234",
]  # fmt: skip
NO_DATES = [
    "2026-02-30", "03/01/2026", "26-01-31", "2026-1-5", "20260131", "infinity", "-infinity",
    "0202-01-31", "2206-01-31", "2026-01-31 00:00:00", "46053", "31 Jan 2026", "2026-13-01",
    "1900-01-01", "today", "2026-01-31T00:00:00Z",
]  # fmt: skip
NO_BOOLEANS = ["1", "0", "yes", "t", "Y", "wahr", "n/a"]
NO_TEXTS = {
    "a formula": "=1+1",
    "a formula with a plus": "+cmd|' /C calc'!A0",
    "a formula with a minus": "-1+HYPERLINK(1)",
    "a formula with an at": "@SUM(A1:A9)",
    "a hyperlink": 'see HYPERLINK("http://x.example","y")',
    "an escape sequence": "red \x1b[31m text",
    "a control character": "bell \x07 text",
    "a right-to-left override": "safe \u202etxt.exe",
    "a zero-width space": "two\u200bwords",
    "a no-break space": "two\u00a0words",
    "a soft hyphen": "com\u00adpute",
    "a line separator": "one\u2028two",
    "a next-line character": "one\u0085two",
    "a script address": "javascript:alert(1)",
    "a script address in capitals": "JavaScript:alert(1)",
    "a missing value as text": "N/A",
    "a spreadsheet's error": "#REF!",
    "a null as text": "NULL",
    "letters of two scripts": "pаyment",  # the first a is Cyrillic
    "UTF-8 read as Latin-1": "Sociedad AnÃ³nima",
    "a replacement character": "caf\ufffd",
    "a byte order mark within": "\ufeffname",
    "text too long": "a long remark " * 100,
    "a blank after it": "name ",
    "a tab": "one\ttwo",
}


def of_empty_cells(table):
    """A value is missing where one is required: in a third of such columns."""
    required = [
        column for column in table.header if column not in table.seed.rules.get("optional", [])
    ]
    for column in table.random.sample(required, -(-len(required) // 3)):
        yield table.mutation("a missing value", table.some(), {column: ""})


def of_numbers(table):
    """What is no number, or none that the type can hold: one in every numeric column."""
    for column, kind in table.kinds.items():
        number = table.some(lambda n: table.cell(n, column))
        if kind not in ("integer", "decimal") or number is None:
            continue
        texts = {"no number": table.random.choice(TEXT_IN_NUMBERS), "an overflow": "1" + "0" * 20}
        if kind == "integer":
            texts |= {
                "a fraction of a whole": table.cell(number, column) + ".5",
                "an overflow": "3000000000",
            }
        else:
            zeros = "0" * table.scale(column)
            texts |= {"a number that becomes 0": f"0.{zeros}4", "too many decimals": f"1.{zeros}1"}
        rule = table.random.choice(["no number", *texts])
        yield table.mutation(rule, number, {column: texts[rule]})


def of_ranges(table):
    """Below the least or above the most, in every column with a range."""
    for column, (low, high) in table.seed.rules.get("ranges", {}).items():
        number = table.some(lambda n: table.cell(n, column))
        if number is None:
            continue
        step = 1 if table.kinds[column] == "integer" else Decimal("0.01")
        rule, text = table.random.choice(
            [
                ("above the range", str(Decimal(str(high)) + step)),
                ("below the range", str(Decimal(str(low)) - step)),
            ]
        )
        yield table.mutation(rule, number, {column: text})


def plain(value):
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def of_units(table):
    """Unit mistakes in every numeric column: cents for euros, per cent, per thousand."""
    of_all_rows = {ranges[end] for ranges in table.seed.ranges for end in ("lower", "upper")}
    of_all_rows |= {part["column"] for part in table.seed.rules.get("sums", [])}
    for column, kind in table.kinds.items():
        if kind not in ("integer", "decimal") or column == "line_number":
            continue
        numbers = [n for n in range(len(table.rows)) if table.number(n, column)]
        if not numbers:
            continue
        numbers.sort(key=lambda n: abs(table.number(n, column)))
        smallest, usual, largest = numbers[0], numbers[len(numbers) // 2], numbers[-1]
        for rule, number, factor in (
            ("a hundred times too much", largest, Decimal(100)),
            ("a thousand times too much", usual, Decimal(1000)),
            ("a hundred times too little", smallest, Decimal("0.01")),
        ):
            cells = {column: plain(table.number(number, column) * factor)}
            mutation = table.mutation(
                rule, number, cells, table.seed.types, one_of=f"{table.seed.name}.{column}"
            )
            # A range that ends too late is told where the next one begins, a sum at its first row.
            yield replace(mutation, row=ANY) if column in of_all_rows else mutation


def of_dates(table):
    """What is no day of a plan, in every column of dates."""
    latest = table.seed.rules.get("not_after_as_of", [])
    for column, kind in table.kinds.items():
        number = table.some(lambda n: table.cell(n, column))
        if kind == "date" and number is not None:
            for text in table.random.sample(NO_DATES, 2):
                yield table.mutation("no day of a plan", number, {column: text})
            if column in latest:
                yield table.mutation("a day after as_of_date", number, {column: "2027-03-31"})


def of_booleans(table):
    for column, kind in table.kinds.items():
        if kind == "boolean":
            number = table.some()
            yield table.mutation("no boolean", number, {column: table.random.choice(NO_BOOLEANS)})


def of_texts(table):
    """What a text must not hold: one in every column of free text."""
    for column, kind in table.kinds.items():
        if kind == "text" and column not in table.seed.codes:
            rule = table.random.choice(sorted(NO_TEXTS))
            yield table.mutation(rule, table.some(), {column: NO_TEXTS[rule]})


def spoiled(code, kind):
    """A code that looks like another one."""
    looks = {
        "a": "а",
        "e": "е",
        "o": "о",
        "i": "і",
        "c": "с",
        "p": "р",
        "E": "Е",
        "U": "U\u200b",
        "M": "М",
        "S": "Ѕ",
    }
    if kind == "look-alike letters":
        for letter, other in looks.items():
            if letter in code:
                return code.replace(letter, other, 1)
    return {
        "another case": code.swapcase(),
        "a blank before": f" {code}",
        "a blank after": f"{code} ",
        "a no-break space after": f"{code}\u00a0",
        "a zero-width space within": f"{code[:1]}\u200b{code[1:]}",
    }.get(kind, f"{code}\u00b4")


SPOILED = [
    "another case", "a blank before", "a blank after", "a no-break space after",
    "a zero-width space within", "look-alike letters",
]  # fmt: skip


def of_codes(table):
    """Codes that nobody declared or that look like a declared one, in keys, references, lists."""
    for column in table.header:
        if column not in table.seed.codes:
            continue
        number = table.some(lambda n: any(c.isalpha() for c in table.cell(n, column)))
        if number is None:
            continue
        code = table.cell(number, column)
        is_declared = table.seed.reference(column) or column in table.seed.rules.get("values", {})
        if is_declared and table.random.random() < 0.5:
            yield table.mutation("a code that nobody declared", number, {column: "no-such-code"})
        kind = table.random.choice(SPOILED if is_declared else SPOILED[1:])
        yield table.mutation(kind, number, {column: spoiled(code, kind)})


# ---- Rows ---------------------------------------------------------------------------------------


def added(table, rule, row, number, columns, **more):
    """A row more, after row `number`."""
    content = table.with_line(number + 2, table.lines[number + 1] + "\n" + line_of(row))
    what = ", ".join(cell for cell in row[:3])
    return Mutation(
        rule,
        table.seed.name,
        f"a row more: {what}",
        writer(content),
        number + 3,
        tuple(columns),
        **more,
    )


def of_keys(table):
    """A row that has the key of another one; or the same but for blanks and case."""
    number = table.some()
    row = table.rows[number]
    yield added(table, "a doubled row", row, number, (), by_totals=True)
    places = [table.place[column] for column in table.seed.key if table.kinds[column] == "text"]
    for kind in ("a blank after", "another case") if places else ():
        other = [
            spoiled(cell, kind) if place in places[:1] else cell for place, cell in enumerate(row)
        ]
        if other != row:
            columns = [*table.seed.key, *(r.column for r in table.seed.references)]
            yield added(table, f"a key doubled but for {kind}", other, number, columns)
    for columns in [table.seed.key, *table.seed.rules.get("unique", [])]:
        other = table.some(
            lambda n: n != number
            and any(table.cell(n, c) != table.cell(number, c) for c in columns)
        )
        if other is not None:
            cells = {column: table.cell(number, column) for column in columns}
            yield replace(table.mutation("a doubled key", other, cells), row=ANY)


def of_twins(table):
    """A row again under another key: counted twice."""
    if len(table.seed.key) == 1 and table.kinds[table.seed.key[0]] == "text":
        number = table.some()
        row = list(table.rows[number])
        row[table.place[table.seed.key[0]]] += "-2"
        yield added(table, "a row again under another key", row, number, ())


def of_totals(table):
    """What a file alone cannot show: a row gone, two values changed, another valid code."""
    number = table.some()
    yield Mutation(
        "a deleted row",
        table.seed.name,
        table.key(number),
        writer(table.with_line(number + 2, None)),
        by_totals=True,
    )
    for column, kind in table.kinds.items():
        others = [
            n for n in range(len(table.rows)) if table.cell(n, column) != table.cell(number, column)
        ]
        if kind == "decimal" and others and table.cell(number, column):
            other = table.random.choice(others)
            content = (
                table.with_cells(number, {column: table.cell(other, column)}).decode().splitlines()
            )
            row = list(table.rows[other])
            row[table.place[column]] = table.cell(number, column)
            content[other + 1] = line_of(row)
            yield Mutation(
                "two values changed rows", table.seed.name,
                f"{column} of {table.key(number)} and {table.key(other)}",
                writer(("\n".join(content) + "\n").encode()), by_totals=True,
            )  # fmt: skip
            break
    for reference in table.seed.references:
        codes = sorted({table.cell(n, reference.column) for n in range(len(table.rows))} - {""})
        if len(codes) > 1 and table.cell(number, reference.column):
            other = table.random.choice(
                [code for code in codes if code != table.cell(number, reference.column)]
            )
            mutation = table.mutation(
                "another valid code", number, {reference.column: other}, by_totals=True
            )
            yield replace(mutation, row=ANY, columns=())
            break


# ---- Order, periods, comparisons ----------------------------------------------------------------


def of_orders(table):
    """Two values of a known order change places; dates end before they start."""
    rules = table.seed.rules
    orders = [
        *rules.get("ascending", []),
        *(["valid_from", "valid_to"] for _ in table.seed.validities),
    ]
    for columns in orders:
        for a, b in zip(columns, columns[1:]):
            number = table.some(
                lambda n: table.cell(n, a)
                and table.cell(n, b)
                and table.cell(n, a) != table.cell(n, b)
            )
            if number is not None:
                cells = {a: table.cell(number, b), b: table.cell(number, a)}
                yield table.mutation(
                    "an order turned round", number, cells, columns=table.seed.types
                )
        low, high = columns[0], columns[-1]
        number = table.some(lambda n: low.endswith("_low") and table.number(n, low) > 0)
        if number is not None:
            text = plain(round(table.number(number, high) / 120, table.scale(low)))
            yield table.mutation(
                "low and high a hundred times apart", number, {low: text}, columns=table.seed.types
            )


def of_periods(table):
    """Tiers and versions with a gap or an overlap."""
    for ranges in table.seed.ranges:
        number = table.some(lambda n: table.number(n, ranges["lower"]) > 10)
        if number is not None:
            for rule, factor in (
                ("a gap between ranges", 2),
                ("overlapping ranges", Decimal("0.5")),
            ):
                text = plain((table.number(number, ranges["lower"]) * factor).quantize(Decimal(1)))
                yield table.mutation(
                    rule, number, {ranges["lower"]: text}, columns=table.seed.types
                )
    for validity in table.seed.validities:
        number = table.some(lambda n: table.cell(n, "valid_to"))
        if number is not None:
            for text in ("", "2034-12-31"):
                mutation = table.mutation("overlapping validity", number, {"valid_to": text})
                yield replace(mutation, row=ANY, columns=("valid_from", "valid_to"))


def of_sums(table):
    """Shares and weights that add up to something else."""
    for part in table.seed.rules.get("sums", []):
        number = table.some(lambda n: "where" not in part or "legal_share" in table.key(n))
        text = plain(table.number(number, part["column"]) + Decimal("0.01"))
        yield replace(
            table.mutation("shares that do not add up", number, {part["column"]: text}), row=ANY
        )


def of_trees(table):
    """A row that stands above itself."""
    for parent, key in table.seed.rules.get("tree", {}).items():
        number = table.some(lambda n: table.cell(n, key))
        yield table.mutation("a circle", number, {parent: table.cell(number, key)})
        pair = table.some(lambda n: table.cell(n, parent))
        if pair is not None:
            above = [
                n for n in range(len(table.rows)) if table.cell(n, key) == table.cell(pair, parent)
            ]
            if above:
                yield table.mutation("a circle of two", above[0], {parent: table.cell(pair, key)})


def of_peers(table):
    """A value a thousand times that of its peers, in every comparison of the YAML."""
    exceptions = table.seed.rules.get("exceptions", {})
    for peers in table.seed.rules.get("peers", []):
        for expression in peers["columns"]:
            column = next(
                name for name in table.header if name in expression.replace("(", " ").split()
            )
            number = table.some(
                lambda n: table.number(n, column) and table.key(n) not in exceptions
            )
            text = plain(table.number(number, column) * 1000)
            yield table.mutation(
                "far from its peers", number, {column: text}, columns=table.seed.types
            )


GENERATORS = [
    of_file, of_headers_swapped, of_empty_cells, of_numbers, of_ranges, of_units, of_dates,
    of_booleans, of_texts, of_codes,
    of_keys, of_twins, of_totals, of_orders, of_periods, of_sums, of_trees, of_peers,
]  # fmt: skip


def of_all(tables):
    """All mutations of all seeds."""
    return [
        mutation
        for table in tables.values()
        for generator in GENERATORS
        for mutation in generator(table)
    ]


def drawn(mutations, of=5, at_least=8):
    """One in five of each rule, at least eight; and one unit mistake of each numeric column."""
    groups = {}
    for mutation in mutations:
        groups.setdefault((mutation.one_of != "", mutation.one_of or mutation.rule), []).append(
            mutation
        )
    for turn, ((is_one_of, _), group) in enumerate(groups.items()):
        if is_one_of:
            yield group[turn % len(group)]
        else:
            yield from group[turn % of :: of] if len(group) >= at_least * of else group[:at_least]
