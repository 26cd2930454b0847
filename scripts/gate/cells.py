"""Rules of one cell, checked by one statement over the cells of any number of seeds."""

import json
import re

from gate.files import Defect

# Days that a plan of this company can name.
FIRST_DAY, LAST_DAY = "1990-01-01", "2100-12-31"
# What people and spreadsheets write for "there is nothing".
NOTHING = [
    "n/a", "n.a.", "na", "#n/a", "null", "nil", "nan", "#ref!", "#value!", "#div/0!", "#name?",
    "#num!", "#null!", "-", "--", "?", "??", "tbd", "tba", "todo", "xxx",
]  # fmt: skip
LARGEST = {"integer": 2**31 - 1, "bigint": 2**63 - 1}
DECIMAL = re.compile(r"decimal\((\d+),(\d+)\)")
# Characters that nobody sees: control, format (zero-width, direction), private, line separators,
# and what a broken decoder leaves; blanks that look like one; letters that look like others.
UNSEEN = r"[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\x{FFFC}\x{FFFD}\x{034F}\x{115F}\x{1160}\x{3164}]"
ODD_BLANKS = r"[\x{00A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}\x{2800}]"
OTHERS = r"[\p{Cyrillic}\p{Greek}\p{Armenian}\p{Cherokee}\p{Coptic}\p{Lisu}\p{Georgian}]"
LOOK_ALIKES = (
    rf"\p{{Latin}}{OTHERS}|{OTHERS}\p{{Latin}}|[\x{{FF01}}-\x{{FF5E}}\x{{1D400}}-\x{{1D7FF}}]"
)
DAMAGED = r"[\x{00C2}\x{00C3}][\x{0080}-\x{00BF}]|\x{00E2}\x{20AC}"
FORMULA = r"^[=+@-]|(?i)\bhyperlink\s*\("
SCRIPT = r"(?i)\b(javascript|vbscript)\s*:|\bdata:text/|<script"

# What is known of a column.
COLUMNS = {
    "seed": "varchar", "place": "integer", "name": "varchar", "kind": "varchar",
    "is_there": "boolean", "is_required": "boolean", "is_code": "boolean", "accepted": ["varchar"],
    "longest": "integer", "latest": "varchar", "scale": "integer", "whole_digits": "integer",
    "largest": "varchar", "lowest": "varchar", "highest": "varchar",
}  # fmt: skip

FAULTS = rf"""
    with cells as (
        select
            lines.seed,
            lines.line,
            unnest(range(1, len(lines.cells) + 1)) as place,
            unnest(lines.cells) as cell
        from lines
        where lines.seed in (select unnest($1))
    ),

    described as (
        select
            columns.*,
            cells.line,
            cells.cell,
            try_cast(cells.cell as decimal(38, 10)) as number,
            'one of ' || array_to_string(columns.accepted, ', ') as one_of
        from cells
        inner join columns on cells.seed = columns.seed and cells.place = columns.place
        where columns.is_there
    ),

    judged as (
        select
            *,
            case
                when cell = '' then case when is_required then 'a value' end
                when regexp_matches(cell, '{UNSEEN}')
                    then 'no control, zero-width, direction or line characters'
                when regexp_matches(cell, '{ODD_BLANKS}') then 'plain blanks'
                when trim(cell) <> cell then 'no blanks before or after it'
                when kind = 'text' then case
                    when list_contains(accepted, cell) then null
                    when len(accepted) > 0 then one_of
                    when list_contains($2, lower(cell))
                        then 'a text, or an empty cell where it may be empty'
                    when is_code and regexp_matches(cell, '[^ -~]')
                        then 'ASCII letters, digits and signs in a code'
                    when regexp_matches(cell, '{FORMULA}')
                        then 'a text that is no formula to a spreadsheet: no = + - @ before it'
                    when regexp_matches(cell, '{SCRIPT}') then 'a text without a script'
                    when regexp_matches(cell, '{DAMAGED}')
                        then 'letters as they were: UTF-8 was read as Latin-1'
                    when regexp_matches(cell, '{LOOK_ALIKES}')
                        then 'letters of one script in a word'
                    when nfc_normalize(cell) <> cell
                        then 'an accent as part of its letter (Unicode NFC)'
                    when len(cell) > longest
                        then 'at most ' || longest || ' characters, here ' || len(cell)
                end
                when kind = 'boolean' then case
                    when lower(cell) not in ('true', 'false') then 'true or false'
                end
                when kind = 'date' then case
                    when not regexp_full_match(cell, '\d{{4}}-\d{{2}}-\d{{2}}')
                        then 'a date as YYYY-MM-DD'
                    when try_cast(cell as date) is null then 'a day that exists'
                    when cell < '{FIRST_DAY}' or cell > '{LAST_DAY}'
                        then 'a day from {FIRST_DAY} to {LAST_DAY}'
                    when cell > latest then 'a day until ' || latest || ', the as_of_date'
                end
                when not regexp_full_match(cell, '-?(0|[1-9]\d*)([.]\d+)?')
                    then 'a number: digits and a decimal point, no separators, signs or units'
                when scale = 0 and contains(cell, '.') then 'a whole number'
                when len(regexp_extract(cell, '[.](\d*?)0*$', 1)) > scale
                    then 'at most ' || scale || ' decimals'
                when len(regexp_extract(cell, '^-?(\d+)', 1)) > whole_digits
                    or abs(number) > cast(largest as decimal(38, 10))
                    then 'a number that its type holds'
                when len(accepted) > 0 and not list_contains(accepted, cell) then one_of
                when number < cast(lowest as decimal(38, 10))
                    or number > cast(highest as decimal(38, 10))
                    then coalesce(
                        lowest || ' to ' || highest, 'at least ' || lowest, 'at most ' || highest
                    )
            end as expected
        from described
    )

    select
        seed,
        line,
        name,
        cell,
        expected
    from judged
    where expected is not null
    order by line, place
"""


def prepare(connection):
    """The tables that FAULTS reads."""
    connection.execute("create table lines (seed varchar, line integer, cells varchar[])")
    columns = ", ".join(
        f"{n} {t[0] + '[]' if isinstance(t, list) else t}" for n, t in COLUMNS.items()
    )
    connection.execute(f"create table columns ({columns})")


def describe(seed, there, as_of_date):
    """Rows of the table `columns` for a seed of which the columns `there` are in its file."""
    rules = seed.rules
    for place, (name, kind) in enumerate(seed.types.items(), start=1):
        decimal = DECIMAL.fullmatch(kind)
        scale = int(decimal[2]) if decimal else 0
        largest = LARGEST.get(kind)
        digits = int(decimal[1]) - scale if decimal else len(str(largest or 0))
        low, high = [*rules.get("ranges", {}).get(name, []), None, None][:2]
        yield {
            "seed": seed.name,
            "place": place,
            "name": name,
            "kind": "decimal" if decimal else "integer" if kind in LARGEST else kind,
            "is_there": name in there,
            "is_required": name not in rules.get("optional", []),
            "is_code": name in seed.codes,
            "accepted": [str(value) for value in rules.get("values", {}).get(name, [])],
            "longest": seed.longest(name),
            "latest": as_of_date if name in rules.get("not_after_as_of", []) else None,
            "scale": scale,
            "whole_digits": digits,
            "largest": str(largest) if largest else None,
            "lowest": None if low is None else str(low),
            "highest": None if high is None else str(high),
        }


def load(connection, contents, as_of_date):
    """Put the cells of seeds, and for each a typed table of its name, into the place of older ones.

    contents    (seed, what its file holds) of each
    """
    names = [seed.name for seed, _ in contents]
    for table in ("lines", "columns"):
        connection.execute(f"delete from {table} where seed in (select unnest($1))", [names])
    columns = [
        row for seed, content in contents for row in describe(seed, content.columns, as_of_date)
    ]
    connection.execute(
        "insert into columns select unnest(from_json($1, $2), recursive := true)",
        [json.dumps(columns), json.dumps([COLUMNS])],
    )
    lines = [
        [seed.name, str(line), *cells] for seed, content in contents for line, cells in content.rows
    ]
    connection.execute(
        "insert into lines select row[1], cast(row[2] as integer), row[3:]"
        " from (select unnest(from_json($1, '[[\"varchar\"]]')) as row)",
        [json.dumps(lines)],
    )
    for seed, _ in contents:
        typed = ", ".join(
            f"try_cast(nullif(cells[{place}], '') as {kind}) as {name}"
            for place, (name, kind) in enumerate(seed.types.items(), start=1)
        )
        connection.execute(
            f"create or replace table {seed.name} as"
            f" select line, {typed} from lines where seed = '{seed.name}' order by line"
        )


def faults(connection, seeds):
    """Defects of the cells of seeds, by their names."""
    found = {seed.name: [] for seed in seeds}
    paths = {seed.name: seed.path for seed in seeds}
    rows = connection.execute(FAULTS, [list(found), NOTHING]).fetchall()
    for name, line, column, value, expected in rows:
        found[name].append(Defect(paths[name], line, column, value, expected))
    for name, defects in found.items():
        empty(connection, name, defects)
    return found


def empty(connection, name, defects):
    """Empty the typed cells that are wrong: half a value (1 of 1.5) must meet no other row."""
    lines = {}
    for defect in defects:
        lines.setdefault(defect.column, []).append(defect.row)
    for column, rows in lines.items():
        connection.execute(
            f"update {name} set {column} = null where line in (select unnest($1))", [rows]
        )
