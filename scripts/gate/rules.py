"""Rules of rows and of whole tables, as SQL over the typed tables that seeds are loaded into."""

import re
from typing import NamedTuple

import duckdb
from gate.expectations import Test
from gate.files import Defect

# The highest of a low and high estimate is less than this many times the lowest.
WIDEST_SPAN = 50
RATES = "raw_fx_rates"


class Rule(NamedTuple):
    """Rows (line, value, what was expected) that break a rule; told at the first of its columns."""

    columns: tuple
    sql: str
    # The seeds that the SQL reads beside its own: a broken file is not judged by.
    reads: frozenset = frozenset()
    # Whether a row that is missing or unreadable changes what it says.
    is_of_the_whole: bool = False
    # The test of dbt that the rule is.
    test: Test | None = None


def literal(text):
    return "'" + str(text).replace("'", "''") + "'"


def text_of(columns, named=None, row="t"):
    """SQL of the values of columns as one text: `a = 1, b = 2`, or the bare value of one."""
    named = len(columns) > 1 if named is None else named
    parts = [
        (literal(f"{column} = ") + " || " if named else "")
        + f"coalesce(cast({row}.{column} as varchar), 'empty')"
        for column in columns
    ]
    return " || ', ' || ".join(parts)


class Rules:
    """All rules of one seed."""

    def __init__(self, seed, project):
        self.seed, self.project = seed, project
        self.arguments = seed.rules
        self.key_text = text_of(seed.key, named=False)

    def all(self):
        yield from self.uniques()
        yield from self.references()
        yield from self.row_rules()
        yield from self.periods()
        yield from self.sums()
        yield from self.trees()
        yield from self.twins()
        yield from self.comparisons()
        yield from self.stale_lists()
        yield from self.tests()

    def rule(self, columns, broken, expected, value=None, source=None, **more):
        """A rule that breaks where the SQL `broken` holds; `expected` is SQL of a text."""
        shown = f"{value or text_of(columns)} as value, {expected} as expected"
        sql = f"select t.line, {shown} from {source or self.seed.name} as t where {broken}"
        return Rule(tuple(columns), sql, **more)

    def rows_with(self, where="true", **columns):
        """SQL of the seed's rows with more columns, each given as SQL."""
        more = "".join(f", {sql} as {name}" for name, sql in columns.items())
        return f"(select *{more} from {self.seed.name} where {where})"

    # ---- Paths: a column of the row that a foreign key points to ---------------------------------

    def expand(self, sql, row="t", form="{}"):
        """(SQL with its paths and columns bound to the row, each in a form; the seeds it reads)."""
        read = {word for word in re.findall(r"\w+", sql) if word in self.project.seeds}
        foreign = "|".join(each.column for each in self.seed.references)
        names = "|".join(sorted(self.seed.types, key=len, reverse=True))

        def bind(match):
            if match[1]:
                return match[0]
            if match[2]:
                path = match[0].split(".")
                return form.format(self.look_up(self.seed, f"{row}.{match[2]}", path, read))
            return form.format(f"{row}.{match[0]}")

        text = r"('[^']*')"
        path = rf"\b({foreign})(?:\.\w+)+" if foreign else r"(\b\B)"
        column = rf"(?<![.\w])(?:{names})\b(?!\s*\()"
        bound = re.sub(f"{text}|{path}|{column}", bind, sql)
        return bound, frozenset(read)

    def look_up(self, seed, value, path, read):
        """SQL of what a path leads to, from the value of its first column."""
        for column, following in zip(path, path[1:]):
            reference = seed.reference(column)
            seed = self.project.seeds[reference.parent]
            read.add(seed.name)
            parent = f"{seed.name} as p where p.{reference.field} = {value}"
            value = f"(select min(p.{following}) from {parent})"
        return value

    def columns_of(self, sql):
        words = re.findall(r"\w+", re.sub(r"'[^']*'", "", sql))
        return list(dict.fromkeys(word for word in words if word in self.seed.types))

    # ---- Keys and references --------------------------------------------------------------------

    def uniques(self):
        """No two rows share a key, also when case and width are left out."""
        for columns in filter(None, [self.seed.key, *self.arguments.get("unique", [])]):
            same = ", ".join(
                f"lower(nfc_normalize({column}))" if self.seed.types[column] == "text" else column
                for column in columns
            )
            yield self.rule(
                columns,
                "t.line > t.first_line",
                "'another value: row ' || t.first_line || ' has this one'",
                source=self.rows_with(first_line=f"min(line) over (partition by {same})"),
            )

    def references(self):
        for column, parent, field, where in self.seed.references:
            condition, _ = self.expand(where)
            yield self.rule(
                [column],
                f"t.{column} is not null and ({condition}) and not exists"
                f" (select 1 from {parent} as p where p.{field} = t.{column})",
                literal(f"a {field} of {parent}"),
                reads=frozenset([parent]),
            )

    # ---- Rows -----------------------------------------------------------------------------------

    def row_rules(self):
        for columns in self.arguments.get("ascending", []):
            pairs = [(a, b) for i, a in enumerate(columns) for b in columns[i + 1 :]]
            broken = " or ".join(f"t.{a} > t.{b}" for a, b in pairs)
            yield self.rule(columns, broken, literal(" <= ".join(columns)))
            low, high = columns[0], columns[-1]
            if low.endswith("_low") and high.endswith("_high"):
                is_wide = f"t.{low} > 0 and t.{high} >= {WIDEST_SPAN} * t.{low}"
                yield self.rule(
                    [low, high],
                    f"{is_wide} and {self.not_listed('exceptions')}",
                    literal(f"{high} less than {WIDEST_SPAN} times {low}"),
                )
        for name, condition in self.arguments.get("holds", {}).items():
            bound, _ = self.expand(condition)
            columns = self.columns_of(condition)
            yield self.rule(
                columns, f"not coalesce(try({bound}), false)", literal(f"{name}: {condition}")
            )
        for name, condition in self.arguments.get("parents_hold", {}).items():
            bound, read = self.expand(condition)
            columns = self.columns_of(condition)
            yield self.rule(columns, f"not ({bound})", literal(f"{name}: {condition}"), reads=read)

    def not_listed(self, argument, row="t"):
        """SQL: the YAML does not list the row by its key in this argument."""
        keys = ", ".join(literal(key) for key in self.arguments.get(argument, {}))
        return f"({text_of(self.seed.key, False, row)}) not in ({keys})" if keys else "true"

    # ---- Periods and tiers ----------------------------------------------------------------------

    def periods(self):
        for ranges in self.seed.ranges:
            yield from self.contiguous(**ranges)
        for validity in self.seed.validities:
            yield from self.versions(**{"key": [], **validity})

    def contiguous(self, lower, upper, key=(), start=0, step=0):
        """Ranges begin at the start, follow each other and end open."""
        over = self.over(key, lower)
        whole = {
            "source": self.rows_with(
                end_before=f"lag({upper}) over ({over})",
                line_before=f"lag(line) over ({over})",
                line_after=f"lead(line) over ({over})",
            ),
            "is_of_the_whole": True,
        }
        yield self.rule(
            [lower],
            f"t.line_before is null and t.{lower} is distinct from {start}",
            literal(f"{start}, where the first range starts"),
            **whole,
        )
        yield self.rule(
            [lower],
            f"t.line_before is not null and t.{lower} is distinct from t.end_before + {step}",
            f"coalesce(cast(t.end_before + {step} as varchar), 'no range after an open one')"
            f" || ', where {upper} of row ' || t.line_before || ' ends'",
            **whole,
        )
        yield self.rule(
            [upper],
            f"t.line_after is null and t.{upper} is not null",
            "'an open end of the last range'",
            **whole,
        )

    def versions(self, key, where="true"):
        """Each version starts on the day after the one before it ends."""
        over = self.over(key, "valid_from")
        days = ["valid_from", "valid_to"]
        yield self.rule(days, "t.valid_to < t.valid_from", "'valid_from <= valid_to'")
        yield self.rule(
            ["valid_from"],
            "t.line_before is not null and t.valid_from is distinct from t.next_day",
            "coalesce(cast(t.next_day as varchar), 'no version after an open one')"
            " || ', the day after row ' || t.line_before || ' ends'",
            source=self.rows_with(
                where,
                next_day=f"cast(lag(valid_to) over ({over}) + 1 as date)",
                line_before=f"lag(line) over ({over})",
            ),
            is_of_the_whole=True,
        )

    @staticmethod
    def over(key, order):
        partition = f"partition by {', '.join(key)} " if key else ""
        return f"{partition}order by {order}"

    def sums(self):
        for part in self.arguments.get("sums", []):
            column, by, total = part["column"], part.get("by", []), part["total"]
            group = text_of(by, named=True) if by else "'all rows'"
            columns = ", ".join(["min(line) as line", f"sum({column}) as added_up", *by])
            source = (
                f"(select {columns}"
                f" from {self.seed.name} where {part.get('where', 'true')}"
                f" {'group by all' if by else ''})"
            )
            yield self.rule(
                [column, *by],
                f"t.added_up <> {total}",
                f"{literal(f'{total} as the sum of ')} || {group}",
                value="cast(t.added_up as varchar)",
                source=source,
                is_of_the_whole=True,
            )

    def trees(self):
        """No row stands under itself."""
        for parent, key in self.arguments.get("tree", {}).items():
            table = self.seed.name
            start = f"select line, {key} as start, {parent} as above from {table}"
            # With union, not union all: a doubled key in a circle would go round for ever.
            walk = (
                f"with recursive walk as ({start} union select walk.line, walk.start, up.{parent}"
                f" from walk inner join {table} as up on walk.above = up.{key})"
            )
            yield self.rule(
                [parent],
                f"t.line in ({walk} select line from walk where above = start)",
                "'a row above it, not one that stands under it'",
            )

    def twins(self):
        """Rows that are equal but for the code that names them; a number is more than a name."""
        key = self.seed.key
        others = ", ".join(column for column in self.seed.types if column not in key)
        is_named = len(key) == 1 and self.seed.types[key[0]] == "text"
        if is_named and self.arguments.get("may_repeat") is not True:
            yield self.rule(
                key,
                f"t.line > t.first_line and {self.not_listed('may_repeat')}",
                "'a row that differs from row ' || t.first_line || ' in more than its key'",
                source=self.rows_with(first_line=f"min(line) over (partition by {others})"),
            )

    # ---- Comparisons ----------------------------------------------------------------------------

    def comparisons(self):
        for peers in self.arguments.get("peers", []):
            for amount in peers["columns"]:
                yield self.peers(amount, **{k: v for k, v in peers.items() if k != "columns"})
        previous = self.arguments.get("previous_version")
        for column in previous["columns"] if previous else []:
            yield self.previous_version(
                column, previous["by"], previous["order"], previous["factor"]
            )

    def peers(self, amount, by, factor, currency=None, where="true"):
        """A value is near the median of its group; of two, near the other."""
        columns = self.columns_of(amount)
        size, read = self.expand(f"({amount})", "x", "cast({} as double)")
        condition, more = self.expand(where, "x")
        read |= more
        groups = []
        for path in by:
            group, more = self.expand(path, "x")
            groups.append(group)
            read |= more
        if currency:
            code, more = self.expand(currency, "x")
            size += f" * {self.rate(code)}"
            read |= more | {RATES}
        over = f"partition by {', '.join(f'g{i}' for i in range(len(groups)))}" if groups else ""
        listed = "".join(f", {group} as g{i}" for i, group in enumerate(groups))
        sizes = (
            f"select x.*, abs({size}) as size{listed} from {self.seed.name} as x"
            f" where ({condition}) and {self.not_listed('exceptions', 'x')}"
        )
        source = (
            f"(select *, count(*) over ({over}) as rows_of_group, exp(case rows_of_group"
            f" when 2 then sum(ln(size)) over ({over}) - ln(size)"
            f" else median(ln(size)) over ({over}) end) as usual"
            f" from ({sizes}) where size > 0)"
        )
        usual = f", the usual {amount}{' in the reporting currency' if currency else ''}"
        of_equal = f" of equal {', '.join(by)}" if by else ""
        return self.rule(
            columns,
            f"t.rows_of_group > 1 and (t.size > {factor} * t.usual or t.size * {factor} < t.usual)",
            f"'at most {factor} times above or below ' || printf('%.4g', t.usual)"
            f" || {literal(usual + of_equal)}",
            value=f"cast(t.{columns[0]} as varchar)",
            source=source,
            reads=frozenset(read - {self.seed.name}),
        )

    def rate(self, currency):
        """SQL of the newest rate of a currency to the reporting currency."""
        reporting = literal(self.project.variables["reporting_currency"])
        newest = f"arg_max(r.eur_per_unit, r.rate_date) from {RATES} as r"
        rate = f"(select {newest} where r.currency_code = {currency})"
        return f"case when {currency} = {reporting} then 1 else {rate} end"

    def previous_version(self, column, by, order, factor):
        """A value is near the one of the version before."""
        over = self.over(by, order)
        ratio = f"cast(t.{column} as double) / t.before"
        return self.rule(
            [column, *by, order],
            f"t.before > 0 and t.{column} > 0 and {self.not_listed('exceptions')}"
            f" and ({ratio} not between 1.0 / {factor} and {factor})",
            f"'at most {factor} times above or below ' || t.before"
            " || ', its former version in row ' || t.line_before",
            value=f"cast(t.{column} as varchar)",
            source=self.rows_with(
                before=f"lag({column}) over ({over})", line_before=f"lag(line) over ({over})"
            ),
        )

    def stale_lists(self):
        """A row that the YAML lists by its key exists."""
        for argument in ("exceptions", "may_repeat"):
            listed = self.arguments.get(argument, {})
            expected = literal(f"a row of this key, which {argument} of the YAML lists")
            for key in listed if isinstance(listed, dict) else ():
                row = f"select 1 from {self.seed.name} as t where {self.key_text} = {literal(key)}"
                sql = f"select 0, {literal(key)}, {expected} where not exists ({row})"
                yield Rule(tuple(self.seed.key), sql, is_of_the_whole=True)

    # ---- Tests of dbt ---------------------------------------------------------------------------

    def tests(self):
        """Rows that dbt's own tests find, where these read seeds alone."""
        for test in self.project.tests:
            if test.seed == self.seed.name:
                yield Rule((test.column,), test.sql, test.reads - {self.seed.name}, True, test)


def check(connection, seed, own_rules, broken, known):
    """Defects of the rules of a seed.

    broken  names of seeds of which rows or keys could not be read
    known   defects of the file and its cells: no rule looks at these cells
    """
    bad_cells = {(defect.row, defect.column) for defect in known}
    absent = {column for row, column in bad_cells if row == 1}
    bad_columns = {column for _, column in bad_cells}
    looked_at = [
        rule for rule in own_rules
        if not (rule.reads & broken or absent.intersection(rule.columns)) and not (
            rule.is_of_the_whole and (seed.name in broken or bad_columns.intersection(rule.columns))
        )
    ]  # fmt: skip
    found = []
    try:
        plain = [rule for rule in looked_at if not rule.test]
        if plain:
            sql = " union all ".join(
                f"select {i}, * from ({rule.sql})" for i, rule in enumerate(plain)
            )
            found += [(plain[i], *rest) for i, *rest in connection.execute(sql).fetchall()]
        for rule in looked_at:
            if rule.test:
                found += [(rule, *row) for row in rows_of_test(connection, seed, rule.test)]
    except duckdb.Error as error:
        raise ValueError(f"the rules of {seed.name} cannot be checked: {error}") from error
    return [
        Defect(seed.path, row, rule.columns[0], value, expected)
        for rule, row, value, expected in found
        if not any((row, column) in bad_cells for column in rule.columns)
    ]


def rows_of_test(connection, seed, test):
    """(row of the seed, value, expected) that a test of dbt finds: by columns that both have."""
    result = connection.execute(test.sql)
    names = [column[0] for column in result.description]
    shared = [name for name in names if name in seed.types]
    same = " and ".join(f"{name} is not distinct from ${name}" for name in shared) or "true"
    for values in result.fetchall():
        found = dict(zip(names, values))
        line, value = connection.execute(
            f"select min(line), arg_min({test.column}, line) from {seed.name} where {same}",
            {name: found[name] for name in shared},
        ).fetchone()
        shown = ", ".join(f"{name} = {each}" for name, each in found.items())
        yield line or 0, "" if value is None else str(value), f"{test.expected} ({shown})"
