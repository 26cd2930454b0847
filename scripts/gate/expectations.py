"""What the YAML of the seeds demands: columns, types, and the arguments of their data tests."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import jinja2
import yaml

REFERENCE = re.compile(r"ref\('(\w+)'\)")
# Most characters of a text where the YAML does not say, of codes and of other texts.
LONGEST_CODE = 120
LONGEST_TEXT = 600


class Reference(NamedTuple):
    """A foreign key: a column, the seed and column that it refers to, the rows it holds for."""

    column: str
    parent: str
    field: str
    where: str


class Test(NamedTuple):
    """A test of dbt that reads seeds alone: what it finds are rows of `seed`, told at `column`."""

    path: str
    seed: str
    column: str
    expected: str
    reads: frozenset
    sql: str


@dataclass
class Seed:
    """A seed as its YAML describes it."""

    name: str
    path: str
    types: dict
    rules: dict = field(default_factory=dict)
    references: list = field(default_factory=list)
    ranges: list = field(default_factory=list)
    validities: list = field(default_factory=list)

    @property
    def key(self):
        return self.rules.get("key", [])

    @property
    def codes(self):
        """Text columns that name something: keys, foreign keys, lists of values."""
        named = {*self.key, *self.rules.get("values", {}), *(r.column for r in self.references)}
        return {
            column for column, kind in self.types.items()
            if kind == "text" and (column in named or column.endswith("_code"))
        }  # fmt: skip

    def longest(self, column):
        default = LONGEST_CODE if column in self.codes else LONGEST_TEXT
        return self.rules.get("max_length", {}).get(column, default)

    def reference(self, column):
        return next((each for each in self.references if each.column == column), None)


@dataclass(eq=False)
class Project:
    """All seeds of a project by name, its variables, and the tests of dbt that read seeds alone."""

    seeds: dict
    variables: dict
    tests: list


def read(root):
    """The expectations of a project folder; read again only where one of its files has changed."""
    files = [root / "dbt_project.yml", *sorted(root.glob("seeds/**/*.yml"))]
    files += sorted(root.glob("tests/assert_*.sql"))
    return parse(tuple((str(path.relative_to(root)), path.read_text()) for path in files))


@lru_cache(maxsize=8)
def parse(files):
    """The expectations that files, as (path, text), state."""
    texts = dict(files)
    variables = load("dbt_project.yml", texts["dbt_project.yml"]).get("vars", {})
    render = renderer(variables)
    seeds = {}
    for path, text in files:
        if path.startswith("seeds/"):
            for node in load(path, text).get("seeds", []):
                seeds[node["name"]] = seed_of(node, Path(path).parent, render)
    for seed in seeds.values():
        # A reference to a model is dbt's to check.
        seed.references = [each for each in seed.references if each.parent in seeds]
    tests = [
        test_of(path, text, variables, seeds) for path, text in files if path.startswith("tests/")
    ]
    return Project(seeds, variables, [test for test in tests if test])


def load(path, text):
    """A YAML file as a dictionary."""
    try:
        return yaml.load(text, yaml.CSafeLoader) or {}
    except yaml.YAMLError as error:
        raise ValueError(f"{path} is no YAML: {' '.join(str(error).split())}") from error


def seed_of(node, folder, render):
    """A seed from its node in the YAML."""
    declared = node.get("config", {}).get("column_types")
    if not declared:
        raise ValueError(f"{folder}: the YAML of {node['name']} has no column_types")
    types = {column: kind.replace(" ", "") for column, kind in declared.items()}
    seed = Seed(node["name"], f"{folder}/{node['name']}.csv", types)
    for test in node.get("data_tests", []):
        ((kind, body),) = test.items() if isinstance(test, dict) else ((test, {}),)
        arguments = rendered(body.get("arguments", {}), render)
        if kind == "valid_rows":
            seed.rules = arguments
        elif kind == "contiguous_ranges":
            seed.ranges.append(arguments)
        elif kind == "no_overlapping_validity":
            seed.validities.append({"where": body.get("config", {}).get("where", "true"), **arguments})
    for column in node.get("columns", []):
        for test in column.get("data_tests", []):
            if isinstance(test, dict) and "relationships" in test:
                body = test["relationships"]
                parent = REFERENCE.search(body["arguments"]["to"])[1]
                where = body.get("config", {}).get("where", "true")
                reference = Reference(column["name"], parent, body["arguments"]["field"], where)
                seed.references.append(reference)
    return seed


def rendered(value, render):
    """The YAML value with its Jinja variables filled in."""
    if isinstance(value, dict):
        return {key: rendered(each, render) for key, each in value.items()}
    if isinstance(value, list):
        return [rendered(each, render) for each in value]
    return render(value) if isinstance(value, str) and "{{" in value else value


def renderer(variables):
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    return lambda text: environment.from_string(text).render(var=variables.__getitem__)


def test_of(path, text, variables, seeds):
    """A test that names the seed of its rows in `config(meta={'gate': ...})`; else none."""
    if "'gate'" not in text:
        return None
    found = {}
    read_seeds = set()

    def config(meta, **others):
        found.update(meta["gate"])
        return ""

    def ref(name):
        seed = name.replace("stg_", "raw_", 1)
        if seed not in seeds:
            raise ValueError(f"{path} reads {name}: the input gate has seeds alone")
        read_seeds.add(seed)
        return seed

    class Dbt:
        type_string = staticmethod(lambda: "varchar")
        last_day = staticmethod(lambda column, _: f"last_day({column})")

    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    sql = environment.from_string(text).render(
        config=config, ref=ref, var=variables.__getitem__, dbt=Dbt, divide=exact_quotient
    )
    return Test(path, found["seed"], found["column"], found["expected"], frozenset(read_seeds), sql)


def exact_quotient(dividend, divisor, scale):
    """The macro `divide` for positive numbers of a seed, in integers of DuckDB."""
    whole, part = (
        f"cast(cast({each} as decimal(28, 10)) * 10000000000 as hugeint)"
        for each in (dividend, divisor)
    )
    rounded = f"(2 * {whole} * {10**scale} + {part}) // nullif(2 * {part}, 0)"
    unit = f"cast('{10**-scale:.{scale}f}' as decimal({scale + 1}, {scale}))"
    return f"cast(cast({rounded} as decimal(28, 0)) * {unit} as decimal(18, {scale}))"
