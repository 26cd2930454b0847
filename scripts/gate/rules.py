"""Rules of rows and of whole tables, as SQL over the typed tables that the seeds were loaded into."""

import re
from typing import NamedTuple

import duckdb
from gate.expectations import Test
from gate.files import Defect

# The highest of a low and high estimate is less than this many times the lowest.
WIDEST_SPAN = 50
RATES = "raw_fx_rates"


class Rule(NamedTuple):
    """Rows (line, value found, what was expected) that break a rule; told at the first of its columns."""

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
    """SQL of the values of columns as one text: `a = 1, b = 2`, or the bare value of a single one."""
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
        """A rule that breaks where the SQL condition `broken` holds; `expected` is SQL of a text."""
        value = value or text_of(columns)
        source = source or self.seed.name
        sql = f"select t.line, {value} as value, {expected} as expected from {source} as t where {broken}"
        return Rule(tuple(columns), sql, **more)

    # ---- Paths: a column of the row that a foreign key points to ---------------------------------

    def expand(self, sql, row="t", form="{}"):
        """(SQL with its paths and columns bound to the row, each in a form; the seeds that it reads)."""
        read = set()
        foreign = "|".join(each.column for each in self.seed.references)
        names = "|".join(sorted(self.seed.types, key=len, reverse=True))

        def bind(match):
            if match[1]:
                return match[0]
            if match[2]:
                path = match[0].split(".")
                return form.format(self.look_up(self.seed, f"{row}.{match[2]}", path, read))
            return form.format(f"{row}.{match[0]}")

        path = rf"\b({foreign})(?:\.\w+)+" if foreign else r"(\b\B)"
        read |= {word for word in re.findall(r"\w+", sql) if word in self.project.seeds}
        return re.sub(rf"('[^']*')|{path}|(?<![.\w])(?:{names})\b(?!\s*\()", bind, sql), frozenset(read)

    def look_up(self, seed, value, path, read):
        """SQL of what a path leads to, from the value of its first column."""
        for column, following in zip(path, path[1:]):
            reference = seed.reference(column)
            seed = self.project.seeds[reference.parent]
            read.add(seed.name)
            value = (
                f"(select min(p.{following}) from {seed.name} as p where p.{reference.field} = {value})"
            )
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
                columns, "t.line > t.first_line", "'another value: row ' || t.first_line || ' has this one'",
                source=f"(select *, min(line) over (partition by {same}) as first_line from {self.seed.name})",
            )  # fmt: skip

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
                yield self.rule(
                    [low, high],
                    f"t.{low} > 0 and t.{high} >= {WIDEST_SPAN} * t.{low} and {self.not_listed('exceptions')}",
                    literal(f"{high} less than {WIDEST_SPAN} times {low}"),
                )
        for name, condition in self.arguments.get("holds", {}).items():
            bound, _ = self.expand(condition)
            columns = self.columns_of(condition)
            yield self.rule(columns, f"not coalesce(try({bound}), false)", literal(f"{name}: {condition}"))
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
            lower, upper, step = ranges["lower"], ranges["upper"], ranges.get("step", 0)
            over = self.over(ranges.get("key", []), lower)
            source = (
                f"(select *, lag({upper}) over ({over}) as before, lag(line) over ({over}) as line_before,"
                f" lead(line) over ({over}) as line_after from {self.seed.name})"
            )
            yield self.rule(
                [lower], f"t.line_before is null and t.{lower} is distinct from {ranges.get('start', 0)}",
                literal(f"{ranges.get('start', 0)}, where the first range starts"), source=source, is_of_the_whole=True,
            )  # fmt: skip
            yield self.rule(
                [lower],
                f"t.line_before is not null and t.{lower} is distinct from t.before + {step}",
                f"coalesce(cast(t.before + {step} as varchar), 'no range after an open one')"
                f" || ', where {upper} of row ' || t.line_before || ' ends'",
                source=source, is_of_the_whole=True,
            )  # fmt: skip
            yield self.rule(
                [upper], f"t.line_after is null and t.{upper} is not null",
                "'an open end of the last range'", source=source, is_of_the_whole=True,
            )  # fmt: skip
        for validity in self.seed.validities:
            over = self.over(validity.get("key", []), "valid_from")
            source = (
                f"(select *, lag(valid_to) over ({over}) as end_before, lag(line) over ({over}) as line_before"
                f" from {self.seed.name})"
            )
            yield self.rule(["valid_from", "valid_to"], "t.valid_to < t.valid_from", "'valid_from <= valid_to'")
            yield self.rule(
                ["valid_from"],
                "t.line_before is not null and t.valid_from is distinct from t.end_before + 1",
                "coalesce(cast(cast(t.end_before + 1 as date) as varchar), 'no version after an open one')"
                " || ', the day after row ' || t.line_before || ' ends'",
                source=source, is_of_the_whole=True,
            )  # fmt: skip

    @staticmethod
    def over(key, order):
        partition = f"partition by {', '.join(key)} " if key else ""
        return f"{partition}order by {order}"

    def sums(self):
        for part in self.arguments.get("sums", []):
            column, by, total = part["column"], part.get("by", []), part["total"]
            named = "".join(f", {each}" for each in by)
            group = text_of(by, named=True) if by else "'all rows'"
            yield self.rule(
                [column, *by], f"t.added_up <> {total}", f"{literal(f'{total} as the sum of ')} || {group}",
                value="cast(t.added_up as varchar)", is_of_the_whole=True,
                source=f"(select min(line) as line, sum({column}) as added_up{named} from {self.seed.name}"
                f" where {part.get('where', 'true')} {'group by all' if by else ''})",
            )  # fmt: skip

    def trees(self):
        for parent, key in self.arguments.get("tree", {}).items():
            table = self.seed.name
            walk = (
                f"with recursive walk as (select line, {key} as start, {parent} as above, 1 as steps from {table}"
                f" union all select walk.line, walk.start, up.{parent}, walk.steps + 1 from walk"
                f" inner join {table} as up on walk.above = up.{key}"
                f" where walk.above <> walk.start and walk.steps < (select count(*) from {table}))"
            )
            yield self.rule(
                [parent], f"t.line in ({walk} select line from walk where above = start)",
                "'a row above it, not one that stands under it'",
            )  # fmt: skip

    def twins(self):
        """Rows that are equal but for the code that names them; a number is more than a name."""
        key = self.seed.key
        others = [column for column in self.seed.types if column not in key]
        is_named = len(key) == 1 and self.seed.types[key[0]] == "text"
        if is_named and self.arguments.get("may_repeat") is not True:
            yield self.rule(
                key, f"t.line > t.first_line and {self.not_listed('may_repeat')}",
                "'a row that differs from row ' || t.first_line || ' in more than its key'",
                source=f"(select *, min(line) over (partition by {', '.join(others)}) as first_line"
                f" from {self.seed.name})",
            )  # fmt: skip

    # ---- Comparisons ----------------------------------------------------------------------------

    def comparisons(self):
        for peers in self.arguments.get("peers", []):
            for amount in peers["columns"]:
                yield self.peers(amount, **{k: v for k, v in peers.items() if k != "columns"})
        previous = self.arguments.get("previous_version")
        for column in previous["columns"] if previous else []:
            yield self.previous_version(column, previous["by"], previous["order"], previous["factor"])

    def peers(self, amount, by, factor, currency=None, where="true"):
        """A value is near the median of its group; of two, near the other."""
        columns = self.columns_of(amount)
        expression, read = self.expand(f"({amount})", "x", "cast({} as double)")
        condition, more = self.expand(where, "x")
        read |= more
        groups = []
        for path in by:
            group, more = self.expand(path, "x")
            groups.append(group)
            read |= more
        if currency:
            code, more = self.expand(currency, "x")
            read |= more | {RATES}
            reporting = literal(self.project.variables["reporting_currency"])
            expression += (
                f" * case when {code} = {reporting} then 1 else (select arg_max(r.eur_per_unit, r.rate_date)"
                f" from {RATES} as r where r.currency_code = {code}) end"
            )
        over = f"partition by {', '.join(f'g{i}' for i in range(len(groups)))}" if groups else ""
        listed = "".join(f", {group} as g{i}" for i, group in enumerate(groups))
        source = (
            f"(select *, count(*) over ({over}) as rows_of_group,"
            f" case when count(*) over ({over}) = 2"
            f" then exp(sum(ln(size)) over ({over}) - ln(size)) else exp(median(ln(size)) over ({over})) end as usual"
            f" from (select x.*, abs({expression}) as size{listed} from {self.seed.name} as x"
            f" where ({condition}) and {self.not_listed('exceptions', 'x')}) where size > 0)"
        )
        return self.rule(
            columns,
            f"t.rows_of_group > 1 and (t.size > {factor} * t.usual or t.size * {factor} < t.usual)",
            f"'at most {factor} times above or below ' || printf('%.4g', t.usual) || "
            f"{literal(', the usual ' + amount + (' in the reporting currency' if currency else ''))}"
            + (f" || {literal(' of equal ' + ', '.join(by))}" if by else ""),
            value=f"cast(t.{columns[0]} as varchar)",
            source=source,
            reads=frozenset(read - {self.seed.name}),
        )

    def previous_version(self, column, by, order, factor):
        over = self.over(by, order)
        return self.rule(
            [column, *by, order],
            f"t.before > 0 and t.{column} > 0 and {self.not_listed('exceptions')}"
            f" and (cast(t.{column} as double) / t.before not between 1.0 / {factor} and {factor})",
            f"'at most {factor} times above or below ' || t.before || ', its former version in row ' || t.line_before",
            value=f"cast(t.{column} as varchar)",
            source=f"(select *, lag({column}) over ({over}) as before, lag(line) over ({over}) as line_before"
            f" from {self.seed.name})",
        )

    def stale_lists(self):
        """A row that the YAML lists by its key exists."""
        for argument in ("exceptions", "may_repeat"):
            listed = self.arguments.get(argument, {})
            for key in listed if isinstance(listed, dict) else ():
                sql = (
                    f"select 0, {literal(key)}, {literal(f'a row of this key, which {argument} of the YAML lists')}"
                    f" where not exists (select 1 from {self.seed.name} as t where {self.key_text} = {literal(key)})"
                )
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
            sql = " union all ".join(f"select {i}, * from ({rule.sql})" for i, rule in enumerate(plain))
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
    """(row of the seed, value, expected) that a test of dbt finds: by the columns that both have."""
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
