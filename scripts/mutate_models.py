"""Change the formulas of the models, one place at a time, and ask whether the checks see it.

Usage: python scripts/mutate_models.py [MODEL ... | changed] [--base BASE] [--sample N | all]

Without a model, all of them; `changed` are those that differ from BASE, a version in git. N is the
least number of mutants of a model, by default 10: each kind of mistake that it has room for.

Every mutant runs in one DuckDB process, in memory, over the tables of the warehouse that dbt built
last. If it changes a cell of its model, the project's own checks are asked, the cheapest first: the
model's unit tests, its contract and key, the tests that hang on it, then the models that read it
with the tests on them, and the recomputation in tests/. Golden values do not count. A mutant that
changes no cell of the real data can only be seen by a unit test and is counted apart.

The sample is the same in every run. A survivor is a mistake unless scripts/mutants_accepted.yml
says why nobody can see it. Every verdict is written to target/mutants.json.
"""

import argparse
import difflib
import importlib.util
import itertools
import json
import random
import re
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

import duckdb
import mutants
import warehouse
import yaml
from sqlglot import exp

ACCEPTED = warehouse.ROOT / "scripts" / "mutants_accepted.yml"
MANIFEST = warehouse.ROOT / "target" / "manifest.json"
VERDICTS = warehouse.ROOT / "target" / "mutants.json"
LAYERS = ("intermediate", "marts")
# A statement that runs longer does not end: a join lost its condition.
SECONDS = 30
KINDS = [
    "unit test", "key, contract", "data test", "conservation", "recomputation", "error", "time",
]  # fmt: skip


class Seen(Exception):
    """A check that failed: its kind and its name."""


@dataclass
class Verdict:
    """What became of a mutant."""

    model: str
    number: int
    operator: str
    path: str
    line: int
    change: str
    changed_rows: int = 0
    seen_by: str | None = None
    check: str | None = None
    moves: dict = field(default_factory=dict)
    reason: str | None = None

    @property
    def survives(self):
        return bool(self.changed_rows) and self.seen_by is None


@dataclass
class Test:
    """A data test: its compiled SQL returns the rows that break it."""

    name: str
    kind: str
    sql: str
    reads: set


class UnitTest:
    """A unit test as dbt ran it: its model's statement, and the text about it."""

    def __init__(self, name, sql, model):
        self.name = name
        tree = mutants.parsed(sql)
        # select ... from (the model's statement) in the first of dbt's two subqueries
        self.statement = tree.ctes[0].this.args["from_"].this.this
        self.statement.replace(exp.Placeholder())
        self.before, self.after = mutants.text(tree).split("(?)")
        self.fixtures = mutants.without_fixtures(self.statement)
        self.numbers = mutants.counterparts(model.tree, self.statement)

    def sql(self, number=None):
        """The comparison with a change of the model; none where the test has no such place."""
        if number is None:
            changed = self.statement
        elif number in self.numbers:
            changed = mutants.mutant(self.statement, self.numbers[number]).tree
        else:
            return None
        return f"{self.before}({mutants.with_fixtures(changed, self.fixtures)}){self.after}"


class Model:
    """A model of the built project, with its compiled SQL and its unit tests."""

    def __init__(self, node, compiled, unit_test_paths):
        self.id, self.name = node["unique_id"], node["name"]
        self.path = node["original_file_path"]
        self.relation = f"{node['schema']}.{node['alias']}"
        self.is_mart = node["fqn"][1] == "marts"
        self.reads = node["depends_on"]["nodes"]
        self.macros = node["depends_on"]["macros"]
        self.source = node["raw_code"]
        self.keys = [c["columns"] for c in node["constraints"] if c["type"] == "primary_key"]
        self.sql = compiled
        self.unit_test_paths = unit_test_paths

    @cached_property
    def unit_tests(self):
        return [UnitTest(path.stem, path.read_text(), self) for path in self.unit_test_paths]

    @cached_property
    def tree(self):
        return mutants.parsed(self.sql)

    @cached_property
    def changes(self):
        return mutants.changes(self.tree)

    @cached_property
    def lines(self):
        """{line of the compiled SQL: line of the file}; what a macro wrote stands at its call."""
        compiled, source = self.sql.splitlines(), self.source.splitlines()
        matched, found, last = {}, {}, 0
        matcher = difflib.SequenceMatcher(None, compiled, source, autojunk=False)
        for block in matcher.get_matching_blocks():
            matched |= {block.a + i + 1: block.b + i + 1 for i in range(block.size)}
        for line in range(1, len(compiled) + 1):
            last = matched.get(line, last + 1 if line - 1 in matched else last)
            found[line] = last
        return found

    def sample(self, size):
        """Numbers of changes: each operator in turn, its lines in turn, the same in every run."""
        chance, piles = random.Random(self.name), defaultdict(list)
        for number, change in enumerate(self.changes):
            piles[change.operator].append((number, mutants.line_of(change.node)))
        orders = []
        for _, pile in sorted(piles.items()):
            chance.shuffle(pile)
            turns, seen = [], Counter()
            for number, line in pile:
                turns.append((seen[line], number))
                seen[line] += 1
            orders.append([number for _, number in sorted(turns, key=lambda turn: turn[0])])
        chance.shuffle(orders)
        rounds = itertools.zip_longest(*orders)
        numbers = [number for turn in rounds for number in turn if number is not None]
        return numbers[: max(size, len(orders))]


class Recomputation:
    """The tests of tests/test_recomputation.py, callable on a connection, with what each reads."""

    def __init__(self, project):
        sys.path.insert(0, str(warehouse.ROOT / "tests"))
        path = warehouse.ROOT / "tests" / "test_recomputation.py"
        spec = importlib.util.spec_from_file_location("test_recomputation", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        # It learns from what dbt built, beside the change that is under way.
        self.project, self.cases = project, []
        self.connection = project.connection.cursor()
        self.connection.execute("use built")
        for name, function in vars(module).items():
            if name.startswith("test_") and "warehouse" in function.__code__.co_varnames:
                for arguments in self.arguments(function):
                    self.learn(name, function, arguments)
        self.cases.sort(key=lambda case: case[0])

    @staticmethod
    def arguments(function):
        """What pytest's parametrize would pass, every combination."""
        choices = []
        for mark in getattr(function, "pytestmark", []):
            names = [name.strip() for name in mark.args[0].split(",")]
            rows = mark.args[1] if len(names) > 1 else [(value,) for value in mark.args[1]]
            choices.append([dict(zip(names, row)) for row in rows])
        for combination in itertools.product(*choices):
            yield {name: value for part in combination for name, value in part.items()}

    def learn(self, name, function, arguments):
        """Run a test on what dbt built: it must pass, and says what it reads."""
        self.read = set()
        start = time.monotonic()
        function(self, **arguments)
        label = f"{name}[{'-'.join(map(str, arguments.values()))}]" if arguments else name
        self.cases.append((time.monotonic() - start, label, function, arguments, self.read))

    def execute(self, sql, *arguments):
        """What the tests call on their warehouse."""
        self.read |= set(re.findall(r"\b((?:marts|restricted)\.\w+)", sql))
        return self.connection.execute(sql, *arguments)

    def ask(self, last, moved, pending):
        """Fail where a test does that the last relation completes and a moved one reaches."""
        self.connection = self.project.connection
        for _, label, function, arguments, reads in self.cases:
            if last in reads and reads & moved and not reads & pending:
                try:
                    function(self, **arguments)
                except duckdb.InterruptException:
                    raise
                except Exception:
                    raise Seen("recomputation", label) from None


def compiled_sql(node, target):
    """The SQL of a model or data test as dbt compiled it."""
    path = target / "compiled" / node["package_name"] / node["original_file_path"]
    if node.get("test_metadata"):
        path = path / node["path"]
    if not path.exists():
        sys.exit(f"{node['name']} is not compiled: run make build first")
    return path.read_text()


def unit_test_paths(manifest, target):
    """{model: paths of its unit tests as dbt ran them}."""
    found = defaultdict(list)
    for test in manifest["unit_tests"].values():
        path = target / "run" / test["package_name"] / test["original_file_path"] / "models"
        path = path / Path(test["path"]).parent / f"{test['name']}.sql"
        if not path.exists():
            sys.exit(f"unit test {test['name']} has not run: run make build first")
        found[test["model"]].append(path)
    return found


class Project:
    """The built project in memory, where a model can be replaced and put back."""

    def __init__(self, manifest, target, database):
        self.models, self.tests, self.relations = {}, [], []
        self.database = database
        paths = unit_test_paths(manifest, target)
        for node in manifest["nodes"].values():
            kind = node["resource_type"]
            if kind in ("seed", "model"):
                self.relations.append((node["schema"], node["alias"]))
            if kind == "model" and node["fqn"][1] in LAYERS:
                model = Model(node, compiled_sql(node, target), paths[node["name"]])
                self.models[model.id] = model
            elif kind == "test":
                kind = "data test" if node.get("test_metadata") else "conservation"
                reads = set(node["depends_on"]["nodes"])
                self.tests.append(Test(node["name"], kind, compiled_sql(node, target), reads))
        self.order = self.in_order()
        self.start()
        for test in self.tests:
            if self.rows(f"select 1 from ({test.sql}) limit 1"):
                sys.exit(f"{test.name} fails without a change: run make build first")

    @cached_property
    def recomputation(self):
        return Recomputation(self)

    def in_order(self):
        """Models, each after those that it reads."""
        order, seen = [], set()

        def visit(name):
            if name in self.models and name not in seen:
                seen.add(name)
                for parent in self.models[name].reads:
                    visit(parent)
                order.append(name)

        for name in self.models:
            visit(name)
        return order

    def start(self):
        """Copy every table and view into memory twice: as built, and where models are replaced."""
        spill = str(warehouse.ROOT / "target" / "mutants.tmp")
        config = {"threads": 1, "memory_limit": "6GB", "temp_directory": spill}
        self.connection = duckdb.connect(config=config)
        execute = self.connection.execute
        path = str(self.database).replace("'", "''")
        execute(f"attach '{path}' as vivim (read_only)")
        for source, copy in (("vivim", "built"), ("built", "vivim")):
            execute(f"attach ':memory:' as {copy}")
            for schema in {schema for schema, _ in self.relations}:
                execute(f"create schema {copy}.{schema}")
            for schema, name in self.relations:
                execute(f"create table {copy}.{schema}.{name} as from {source}.{schema}.{name}")
            if source == "vivim":
                execute("detach vivim")
        execute("use vivim")

    def put_back(self):
        """Take back what a change did, also where the engine broke under it."""
        try:
            self.connection.execute("rollback")
        except duckdb.FatalException:
            self.start()

    def rows(self, sql):
        """All rows of a statement that ends in time."""
        timer = threading.Timer(SECONDS, self.connection.interrupt)
        timer.start()
        try:
            return self.connection.execute(sql).fetchall()
        finally:
            timer.cancel()

    def types(self, relation):
        return [row[:2] for row in self.rows(f"describe {relation}")]

    def replace(self, model, sql):
        """Number of rows that differ from what dbt built."""
        self.rows(f"create or replace table vivim.{model.relation} as ({sql})")
        new, old = f"vivim.{model.relation}", f"built.{model.relation}"
        if [name for name, _ in self.types(new)] != [name for name, _ in self.types(old)]:
            raise Seen("error", "other columns")
        both = f"((from {new} except all from {old}) union all (from {old} except all from {new}))"
        return self.rows(f"select count(*) from {both}")[0][0]

    def ask_unit_tests(self, model, number=None):
        """Fail where a unit test of the model does, with the change of a number in it."""
        for test in model.unit_tests:
            sql = test.sql(number)
            if sql is None:
                continue
            try:
                found = self.rows(sql)
            except duckdb.InterruptException:
                raise
            except duckdb.Error:
                raise Seen("unit test", test.name) from None
            sides = Counter(row[:-1] for row in found if row[-1] == "actual")
            if sides != Counter(row[:-1] for row in found if row[-1] == "expected"):
                raise Seen("unit test", test.name)

    def ask_contract(self, model):
        """Fail where a mart has another type, or a key that is null or not unique."""
        new, old = f"vivim.{model.relation}", f"built.{model.relation}"
        if model.is_mart and self.types(new) != self.types(old):
            raise Seen("key, contract", "types")
        for key in model.keys:
            columns = ", ".join(key)
            broken = f"select {columns} from {new} group by all having count(*) > 1"
            for column in key:
                broken += f" union all select {columns} from {new} where {column} is null"
            if self.rows(f"select 1 from ({broken}) limit 1"):
                raise Seen("key, contract", f"primary key of {model.name}")

    def ask_tests(self, last, moved, pending):
        """Fail where a data test does that the last model completes and a moved one reaches."""
        for test in self.tests:
            if last in test.reads and test.reads & moved and not test.reads & pending:
                if self.rows(f"select 1 from ({test.sql}) limit 1"):
                    raise Seen(test.kind, test.name)

    def followers(self, model):
        """A model and all that are built from it, each after those that it reads."""
        found = [model.id]
        for name in self.order:
            if set(found) & set(self.models[name].reads):
                found.append(name)
        # The simulation takes longer than everything else.
        return sorted(found, key=lambda name: name.endswith(".cost_distribution"))

    def propagate(self, model):
        """Build what follows from a model that moved, and ask the checks of each as it is built."""
        moved, pending = {model.id}, set(self.followers(model))
        for name in self.followers(model):
            follower = self.models[name]
            if follower is not model and moved & set(follower.reads):
                if self.replace(follower, follower.sql):
                    moved.add(name)
            pending.discard(name)
            if name in moved:
                self.ask_contract(follower)
            self.ask_tests(name, moved, pending)
            relations = [{self.models[one].relation for one in ids} for ids in (moved, pending)]
            self.recomputation.ask(follower.relation, *relations)
        return moved

    def moves(self, moved):
        """{mart.column: how far its sum moved}, the three furthest of all amounts in EUR."""
        distances = {}
        for model in (self.models[name] for name in moved):
            columns = [name for name, _ in self.types(f"built.{model.relation}")]
            for column in columns if model.is_mart else []:
                if column.endswith("_eur"):
                    new, old = (
                        self.rows(f"select coalesce(sum({column}), 0) from {base}.{model.relation}")
                        for base in ("vivim", "built")
                    )
                    distances[f"{model.name}.{column}"] = abs(float(new[0][0] - old[0][0]))
        furthest = sorted(distances, key=distances.get, reverse=True)[:3]
        return {column: round(distances[column], 2) for column in furthest if distances[column]}

    def judge(self, model, number):
        """The verdict on a change of a model."""
        mutant = mutants.mutant(model.tree, number)
        line = model.lines[mutant.line]
        verdict = Verdict(model.name, number, mutant.operator, model.path, line, mutant.change)
        self.connection.execute("begin")
        try:
            verdict.changed_rows = self.replace(model, mutants.text(mutant.tree))
            self.ask_unit_tests(model, number)
            if verdict.changed_rows:
                verdict.moves = self.moves(self.propagate(model))
        except Seen as seen:
            verdict.seen_by, verdict.check = seen.args
        except duckdb.InterruptException:
            verdict.seen_by, verdict.check = "time", f"{SECONDS} seconds"
        except duckdb.Error as error:
            verdict.seen_by, verdict.check = "error", str(error).splitlines()[0]
        finally:
            self.put_back()
        if verdict.seen_by in ("error", "time"):
            verdict.changed_rows = verdict.changed_rows or 1
        return verdict

    def check(self, model):
        """The model without a change is what dbt built, and its unit tests pass."""
        self.connection.execute("begin")
        try:
            differing = self.replace(model, mutants.text(model.tree))
            self.ask_unit_tests(model)
        except Seen as seen:
            sys.exit(f"{model.name} fails {seen.args[1]} without a change: run make build first")
        finally:
            self.connection.execute("rollback")
        if differing:
            sys.exit(f"{model.name} is not what was built: run make build first")


def changed_models(project, base):
    """Names of the models whose file, or a macro that it calls, differs from a version in git."""
    paths = warehouse.git("diff", "--name-only", base)
    if paths is None:
        sys.exit(f"{base} is no version in git")
    paths = set(paths.splitlines())
    macros = {Path(path).stem for path in paths if path.startswith("macros/")}
    return [
        model
        for model in project.models.values()
        if model.path in paths or macros & {name.split(".")[-1] for name in model.macros}
    ]


def table(verdicts):
    """Lines of the table: a model a row, how many mutants moved it and what saw them."""
    header = ["model", "mutants", "changed", *KINDS, "survive", "seen %", "unchanged", "seen"]
    rows = [header]
    groups = defaultdict(list)
    for verdict in verdicts:
        groups[verdict.model].append(verdict)
        groups["all"].append(verdict)
    everything = groups.pop("all", [])
    for name, group in [*sorted(groups.items()), ("all", everything)]:
        changed = [verdict for verdict in group if verdict.changed_rows]
        kinds = Counter(verdict.seen_by for verdict in changed)
        survivors = sum(verdict.survives for verdict in changed)
        share = f"{100 * (1 - survivors / len(changed)):.1f}" if changed else "-"
        same = [verdict for verdict in group if not verdict.changed_rows]
        seen = sum(verdict.seen_by is not None for verdict in same)
        counts = [kinds[kind] for kind in KINDS]
        rows.append([name, len(group), len(changed), *counts, survivors, share, len(same), seen])
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        yield "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths))
        )


def give_reasons(verdicts):
    """Put the reason of scripts/mutants_accepted.yml at each survivor that it lists."""
    listed = yaml.safe_load(ACCEPTED.read_text()) if ACCEPTED.exists() else None
    reasons = {(row["model"], row["change"]): row["reason"] for row in listed or []}
    for verdict in verdicts:
        verdict.reason = reasons.get((verdict.model, verdict.change)) if verdict.survives else None


def chosen_models(project, names, base):
    """All models, those that are named, or those that differ from a version in git."""
    by_name = {model.name: model for model in project.models.values()}
    if names == ["changed"]:
        return changed_models(project, base)
    unknown = set(names) - by_name.keys()
    if unknown:
        sys.exit(f"no intermediate or mart is called {', '.join(sorted(unknown))}")
    return [by_name[name] for name in names or by_name]


def show(verdicts):
    """The table, and every survivor with its place, furthest first."""
    print(*table(verdicts), sep="\n")
    survivors = [verdict for verdict in verdicts if verdict.survives]
    survivors.sort(key=lambda verdict: -max(verdict.moves.values(), default=0))
    for verdict in survivors:
        moves = ", ".join(f"{column} {amount:,.2f}" for column, amount in verdict.moves.items())
        print(f"\nSURVIVED {verdict.path}:{verdict.line} ({verdict.operator})")
        print(f"    {verdict.change}\n    moves {moves or f'{verdict.changed_rows} rows'}")
        if verdict.reason:
            print(f"    accepted: {verdict.reason}")
    return survivors


def main(arguments=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("models", nargs="*")
    parser.add_argument("--base", default="HEAD")
    parser.add_argument("--sample", default=10, type=lambda n: n if n == "all" else int(n))
    options = parser.parse_args(arguments)
    if not (warehouse.BUILD.exists() and MANIFEST.exists()):
        sys.exit("make mutate-models reads what make build leaves: run make build first")
    start = time.monotonic()
    project = Project(json.loads(MANIFEST.read_text()), MANIFEST.parent, warehouse.BUILD)
    chosen = chosen_models(project, options.models, options.base)
    verdicts = []
    for done, model in enumerate(chosen, 1):
        project.check(model)
        size = len(model.changes) if options.sample == "all" else options.sample
        found = [project.judge(model, number) for number in model.sample(size)]
        give_reasons(found)
        verdicts += found
        VERDICTS.write_text(json.dumps([asdict(verdict) for verdict in verdicts], indent=1))
        survivors = sum(verdict.survives for verdict in found)
        print(
            f"{done} of {len(chosen)} {model.name}: {len(found)} mutants, {survivors} survive, "
            f"{time.monotonic() - start:.0f} s", file=sys.stderr,
        )  # fmt: skip
    survivors = show(verdicts)
    print(f"\n{time.monotonic() - start:.0f} seconds")
    sys.exit(any(verdict.reason is None for verdict in survivors))


if __name__ == "__main__":
    main()
