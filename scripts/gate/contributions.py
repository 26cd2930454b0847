"""Files of contributors and contributions, Parquet or CSV, by the rules of their seed: a million rows in one pass.

Each cell meets one cheap condition that no wrong cell meets. The few rows that fail it go through
the rules of cells; the rules of keys, references and rows are those of the seed, on the typed rows.
"""

import glob
import os
import re

import duckdb
from gate import cells, files
from gate.files import Content, Defect
from gate.rules import literal

# The variable that names the files in place of a seed, in the order in which they refer to each other.
VARIABLES = {"raw_contributors": "contributors_path", "raw_contributions": "contributions_path"}
# Of more wrong rows the number is told, not what is wrong in each.
MOST_SUSPECTS = 10_000


class Files:
    """The files of a pattern as one seed, whose line numbers run on from file to file."""

    def __init__(self, root, pattern):
        self.root, self.pattern = root, str(pattern)
        self.paths = sorted(glob.glob(os.path.join(root, self.pattern), recursive=True))
        # (line before the first row of a file, its path from the project, lines that are no rows)
        self.starts = []

    def load(self, connection, seed, as_of_date):
        """Load the rows into a table of the name of the seed; what is wrong with the files."""
        content = Content(columns=list(seed.types))
        if not self.paths:
            expected = f"Parquet or CSV files, as the variable {VARIABLES[seed.name]} names them"
            content.defects.append(Defect(self.pattern, 0, "", "no file", expected))
        cells.load(connection, [(seed, content)], as_of_date)
        connection.execute(f"alter table {seed.name} add column cells varchar[]")
        described = cells.describe(seed, seed.types, as_of_date)
        good = " and ".join(condition(seed, column) for column in described)
        typed = ", ".join(f"try_cast(nullif({c}, '') as {kind})" for c, kind in seed.types.items())
        raw = f"case when {good} then null else [{', '.join(seed.types)}] end"
        for path in self.paths:
            self.load_file(connection, seed, path, f"{typed}, {raw}", content)
        connection.execute(
            f"insert into lines select '{seed.name}', line, cells from {seed.name}"
            f" where cells is not null order by line limit {MOST_SUSPECTS}"
        )
        content.count, suspects = connection.execute(
            f"select count(*), count(cells) from {seed.name}"
        ).fetchone()
        if suspects > MOST_SUSPECTS:
            expected = f"right ones: what is wrong is told of the first {MOST_SUSPECTS}"
            content.defects.append(Defect(self.pattern, 0, "", f"{suspects} wrong rows", expected))
        content.is_whole = not content.defects
        return content

    def load_file(self, connection, seed, path, columns, content):
        """Append the rows of a file to the table of the seed."""
        name = os.path.relpath(path, self.root)
        known = len(content.defects)

        def defect(row, column, value, expected):
            content.defects.append(Defect(name, row, column, value, expected))

        ending = path.rpartition(".")[2]
        sources = {"parquet": parquet_rows, "csv": csv_rows}
        if ending not in sources:
            defect(0, "", ending, "a file that ends with .csv or .parquet")
            return
        texts = ", ".join(f"coalesce(cast({c} as varchar), '') as {c}" for c in seed.types)
        last = f"select coalesce(max(line), 0) from {seed.name}"
        (start,) = connection.execute(last).fetchone()
        try:
            line, rows = sources[ending](connection, seed, path, defect)
            if len(content.defects) > known:
                return
            connection.execute(
                f"insert into {seed.name} select {start} + line, {columns}"
                f" from (select {line} as line, {texts} from {rows})"
            )
        except (OSError, duckdb.Error) as error:
            kind = {"parquet": "a Parquet file", "csv": "a CSV file in UTF-8"}[ending]
            defect(0, "", str(error).splitlines()[0], f"{kind} that can be read")
            return
        self.starts.append((start, name, rejected(connection, defect)))
        (end,) = connection.execute(last).fetchone()
        if len(content.defects) > known:
            return
        if end == start:
            defect(0, "", "a file without rows", "at least one row")
        elif ending == "csv":
            check_lines(path, end - start, defect)

    def place(self, defect, seed):
        """The defect of a rule of the seed, with its own file and row."""
        if defect.file != seed.path:
            return defect
        if not defect.row:
            return defect._replace(file=self.pattern)
        file, row = self.file_and_row(defect.row)

        def other(match):
            file_of_other, row_of_other = self.file_and_row(int(match[1]))
            return f"row {row_of_other}" + (f" of {file_of_other}" if file_of_other != file else "")

        return Defect(file, row, *defect[2:4], re.sub(r"\brow (\d+)", other, defect.expected))

    def file_and_row(self, line):
        """Where a line of all files stands."""
        start, name, no_rows = max(each for each in self.starts if each[0] < line)
        row = line - start
        for each in no_rows:
            row += each <= row
        return name, row


def condition(seed, column):
    """SQL that is true for cells of a column that are right beyond doubt."""
    name = column["name"]
    if column["kind"] == "text":
        right = (
            f"regexp_full_match({name}, '[A-Za-z0-9][!-~]*') and len({name}) <= {column['longest']}"
        )
        if not seed.reference(name):
            right += f" and lower({name}) not in ({', '.join(map(literal, cells.NOTHING))})"
    elif column["kind"] == "boolean":
        right = f"{name} in ('true', 'false')"
    elif column["kind"] == "date":
        last = column["latest"] or cells.LAST_DAY
        right = (
            rf"regexp_full_match({name}, '\d{{4}}-\d{{2}}-\d{{2}}') and"
            f" try_cast({name} as date) between date '{cells.FIRST_DAY}' and date '{last}'"
        )
    else:
        digits = min(column["whole_digits"], 9)
        fraction = rf"([.]\d{{1,{column['scale']}}})?" if column["scale"] else ""
        right = rf"regexp_full_match({name}, '(0|[1-9]\d{{0,{digits - 1}}}){fraction}')"
        for bound, sign in (("lowest", ">="), ("highest", "<=")):
            if column[bound] is not None:
                right += f" and try_cast({name} as {seed.types[name]}) {sign} {column[bound]}"
    if column["accepted"]:
        right += f" and {name} in ({', '.join(map(literal, column['accepted']))})"
    return f"({right})" if column["is_required"] else f"({name} = '' or {right})"


def parquet_rows(connection, seed, path, defect):
    """(SQL of the row number, SQL of the rows) of a Parquet file; its columns are compared."""
    rows = f"read_parquet({literal(path)}, file_row_number = true)"
    names = [row[0] for row in connection.execute(f"describe from {rows}").fetchall()]
    for column in seed.types:
        if column not in names:
            defect(0, column, "", f"a column {column}")
    for column in names:
        if column not in seed.types and column != "file_row_number":
            defect(0, column, column, "a column that the YAML declares")
    return "file_row_number + 1", rows


def csv_rows(_, seed, path, defect):
    """(SQL of the row number, SQL of the rows) of a CSV file; its header is compared."""
    with open(path, "rb") as file:
        header = file.readline().removeprefix(files.BOM).removesuffix(b"\n").removesuffix(b"\r")
    for start, kind in files.NO_CSV.items():
        if header.startswith(start):
            defect(0, "", kind, "a CSV file in UTF-8")
            return None, None
    places, _ = files.read_header(seed, header, defect)
    columns = ", ".join(f"'{column}': 'varchar'" for column in sorted(places, key=places.get))
    options = (
        "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"',"
        " strict_mode = true, store_rejects = true, rejects_limit = 0"
    )
    rows = f"read_csv({literal(path)}, columns = {{{columns}}}, {options})"
    return "row_number() over () + 1", rows


def check_lines(path, read, defect):
    """Every line of a CSV is a row: DuckDB's reader passes blank lines over."""
    lines, last = 0, b""
    with open(path, "rb") as file:
        while part := file.read(1 << 20):
            lines += part.count(b"\n")
            last = part
    if not last.endswith(b"\n"):
        defect(lines + 1, "", "no line end after the last row", "a line end: was the file cut off?")
    elif lines != read:
        defect(0, "", f"{lines} lines, {read} of them rows", "a row on every line")


def rejected(connection, defect):
    """Lines of a CSV that are no rows: they are defects, and not counted by what follows."""
    exists = "select count(*) from duckdb_tables() where table_name = 'reject_errors'"
    if not connection.execute(exists).fetchone()[0]:
        return []
    found = connection.execute(
        "select line, any_value(csv_line) from reject_errors group by line order by line"
    ).fetchall()
    connection.execute("drop table reject_errors")
    connection.execute("drop table reject_scans")
    for line, text in found:
        defect(line, "", text or "", "a row with the cells of the header, in UTF-8")
    return [line for line, _ in found]
