"""Files of contributions, Parquet or CSV, by the rules of the seed: a million rows in one pass.

Each cell meets one cheap condition that no wrong cell meets. The few rows that fail it go through the
rules of cells; the rules of keys, references and rows are those of the seed, on the typed rows.
"""

import glob
import os
import re

from gate import cells, files
from gate.files import Content, Defect
from gate.rules import literal

SEED = "raw_contributions"
VARIABLE = "contributions_path"
# Of a file with more wrong rows the rest is counted, not judged.
MOST_SUSPECTS = 10_000


class Files:
    """The files of a pattern as one seed, whose line numbers run on from file to file."""

    def __init__(self, root, pattern):
        self.pattern = str(pattern)
        self.paths = sorted(glob.glob(os.path.join(root, self.pattern), recursive=True))
        # (line before the first row of a file, its path from the project, its lines that are no rows)
        self.starts = []
        self.root = root

    def load(self, connection, seed, as_of_date):
        """Load the rows into a table of the name of the seed; what is wrong with the files."""
        content = Content(columns=list(seed.types))
        if not self.paths:
            expected = f"Parquet or CSV files, as the variable {VARIABLE} names them"
            content.defects.append(Defect(self.pattern, 0, "", "no file", expected))
        cells.load(connection, [(seed, content)], as_of_date)
        connection.execute(f"alter table {seed.name} add column cells varchar[]")
        description = {row["name"]: row for row in cells.describe(seed, seed.types, as_of_date)}
        good = " and ".join(self.condition(seed, column) for column in description.values())
        typed = ", ".join(f"try_cast(nullif({c}, '') as {kind})" for c, kind in seed.types.items())
        raw = f"case when {good} then null else [{', '.join(seed.types)}] end"
        start = 0
        for path in self.paths:
            name = os.path.relpath(path, self.root)
            source = self.source(connection, path, name, seed, content)
            if source:
                connection.execute(
                    f"insert into {seed.name} select {start} + line, {typed}, {raw} from ({source})"
                )
                self.starts.append((start, name, self.rejected(connection, name, content)))
                start = connection.execute(f"select coalesce(max(line), 0) from {seed.name}").fetchone()[0]
        connection.execute(
            f"insert into lines select '{seed.name}', line, cells from {seed.name}"
            f" where cells is not null order by line limit {MOST_SUSPECTS}"
        )
        content.is_whole = not content.defects
        content.count = connection.execute(f"select count(*) from {seed.name}").fetchone()[0]
        return content

    @staticmethod
    def condition(seed, column):
        """SQL that is true for cells that are right beyond doubt."""
        name = column["name"]
        if column["kind"] == "text":
            right = f"regexp_full_match({name}, '[A-Za-z0-9][!-~]*') and len({name}) <= {column['longest']}"
            if not seed.reference(name):
                right += f" and lower({name}) not in ({', '.join(map(literal, cells.NOTHING))})"
        elif column["kind"] == "boolean":
            right = f"{name} in ('true', 'false')"
        elif column["kind"] == "date":
            right = (
                f"regexp_full_match({name}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') and try_cast({name} as date)"
                f" between date '{cells.FIRST_DAY}' and date '{column['latest'] or cells.LAST_DAY}'"
            )
        else:
            digits = min(column["whole_digits"], 9)
            fraction = f"([.][0-9]{{1,{column['scale']}}})?" if column["scale"] else ""
            right = f"regexp_full_match({name}, '(0|[1-9][0-9]{{0,{digits - 1}}}){fraction}')"
            for bound, sign in (("lowest", ">="), ("highest", "<=")):
                if column[bound] is not None:
                    right += f" and try_cast({name} as {seed.types[name]}) {sign} {column[bound]}"
        if column["accepted"]:
            right += f" and {name} in ({', '.join(map(literal, column['accepted']))})"
        return f"({right})" if column["is_required"] else f"({name} = '' or {right})"

    @staticmethod
    def source(connection, path, name, seed, content):
        """SQL of the rows of a file, all columns as text, with their line; none where it cannot be read."""

        def defect(row, column, value, expected):
            content.defects.append(Defect(name, row, column, value, expected))

        known = len(content.defects)
        quoted = literal(path)
        if path.endswith(".parquet"):
            try:
                described = connection.execute(f"describe select * from read_parquet({quoted})").fetchall()
            except Exception as error:
                defect(0, "", str(error).splitlines()[0], "a Parquet file")
                return None
            names = [row[0] for row in described]
            for column in seed.types:
                if column not in names:
                    defect(0, column, "", f"a column {column}")
            for column in names:
                if column not in seed.types:
                    defect(0, column, column, "a column that the YAML declares")
            rows, line = f"read_parquet({quoted}, file_row_number = true)", "file_row_number + 1"
        elif path.endswith(".csv"):
            with open(path, "rb") as file:
                start = file.readline().removeprefix(files.BOM)
            for magic, kind in files.NO_CSV.items():
                if start.startswith(magic):
                    defect(0, "", kind, "a CSV file in UTF-8")
                    return None
            places, _ = files.read_header(seed, start.removesuffix(b"\n").removesuffix(b"\r"), defect)
            order = sorted(places, key=places.get)
            columns = ", ".join(f"'{column}': 'varchar'" for column in order)
            rows = (
                f"read_csv({quoted}, columns = {{{columns}}}, auto_detect = false, header = true, delim = ',',"
                " quote = '\"', escape = '\"', strict_mode = true, store_rejects = true, rejects_limit = 0)"
            )
            line = "row_number() over () + 1"
        else:
            defect(0, "", path.rpartition(".")[2], "a file that ends with .csv or .parquet")
        if len(content.defects) > known:
            return None
        texts = ", ".join(f"coalesce(cast({column} as varchar), '') as {column}" for column in seed.types)
        return f"select {line} as line, {texts} from {rows}"

    def rejected(self, connection, name, content):
        """Lines of a CSV that are no rows: they are defects, and not counted by what follows."""
        exists = "select count(*) from duckdb_tables() where table_name = 'reject_errors'"
        if not connection.execute(exists).fetchone()[0]:
            return []
        found = connection.execute("select line, any_value(csv_line) from reject_errors group by line order by line").fetchall()
        connection.execute("drop table reject_errors")
        connection.execute("drop table reject_scans")
        for line, text in found:
            content.defects.append(Defect(name, line, "", text or "", "a row with the cells of the header"))
        return [line for line, _ in found]

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
        start, name, rejected = max(each for each in self.starts if each[0] < line)
        row = line - start
        for each in rejected:
            row += each <= row
        return name, row
