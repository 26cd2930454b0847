"""The project keeps its own rules: layers, names, documentation, types, sources, severity.

Read from dbt's manifest (target/manifest.json), from the files themselves and, for the columns that
really exist, from the built warehouse.
"""

import ast
import csv
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import dbt.jsonschemas
import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(dbt.jsonschemas.__path__[0])
YAML_FILES = sorted(
    path
    for folder in ("models", "seeds", "macros", "tests", "analyses")
    for path in (ROOT / folder).rglob("*.yml")
)
# What a layer may read: of the marts, models/marts/reporting reads any, the others these alone.
BASE_MARTS = {
    "contributor_dividends", "figure_inputs", "legal_projects", "milestone_costs",
    "milestone_team_allocations", "months", "scenarios", "unit_economics_monthly",
}
MAY_READ = {
    "staging": {"seed"},
    "intermediate": {"staging", "intermediate"},
    "base marts": {"staging", "intermediate", "base marts"},
    "marts": {"staging", "intermediate", "base marts"},
    "reporting": {"staging", "intermediate", "base marts", "marts", "reporting"},
}
# Types of a seed's columns that are not figures.
WITHOUT_FIGURES = {"text", "date", "boolean"}


def of_type(manifest, *types):
    return [node for node in manifest["nodes"].values() if node["resource_type"] in types]


def models(manifest, layer=None):
    return [node for node in of_type(manifest, "model") if layer in (None, node["fqn"][1])]


def layer_of(node):
    if node["resource_type"] == "seed":
        return "seed"
    if node["name"] in BASE_MARTS:
        return "base marts"
    return "reporting" if node["fqn"][1:3] == ["marts", "reporting"] else node["fqn"][1]


def macros(manifest):
    """Macros and generic tests of the project; variants of an engine share their macro's words."""
    return [
        macro for macro in manifest["macros"].values()
        if macro["package_name"] == "vivim" and "__" not in macro["name"]
    ]


def arguments_of(macro):
    """Names of the arguments in the macro's own first line."""
    tag = re.compile(r"{%-?\s*(?:macro|test)\s+(\w+\(.*?\))\s*-?%}", re.DOTALL)
    function = ast.parse(f"def {tag.search(macro['macro_sql'])[1]}: pass").body[0]
    return [argument.arg for argument in function.args.args]


def is_staging(node):
    return node["resource_type"] == "model" and node["fqn"][1] == "staging"


def seed_of(manifest, staging):
    (seed,) = (manifest["nodes"][unique_id] for unique_id in staging["depends_on"]["nodes"])
    return seed


def none_of(failures):
    assert not failures, "\n".join(failures)


# ---- Documentation -------------------------------------------------------------------------


def test_seeds_models_and_their_columns_are_described(manifest, capsys):
    nodes = of_type(manifest, "seed", "model")
    undescribed = [node["name"] for node in nodes if not node["description"].strip()]
    columns = {
        f"{node['name']}.{name}": column["description"].strip()
        for node in nodes for name, column in node["columns"].items()
    }
    with capsys.disabled():
        described = sum(description != "" for description in columns.values())
        print(f"\ndocumented: {described} of {len(columns)} columns")
    none_of(undescribed + [name for name, description in columns.items() if not description])


def test_documented_columns_are_those_that_exist(manifest, warehouse):
    existing = {}
    for schema, table, column in warehouse.execute(
        "select table_schema, table_name, column_name from information_schema.columns"
    ).fetchall():
        existing.setdefault((schema, table), set()).add(column)
    failures = []
    for node in of_type(manifest, "seed", "model"):
        columns = existing.get((node["schema"], node["name"]), set())
        # A staging model has the columns of its seed.
        documented = set((seed_of(manifest, node) if is_staging(node) else node)["columns"])
        failures += [f"{node['name']}.{name} does not exist" for name in documented - columns]
        failures += [f"{node['name']}.{name} is not documented" for name in columns - documented]
    none_of(sorted(failures))


def test_every_description_is_a_comment_in_the_warehouse(manifest, warehouse):
    comments = dict(
        warehouse.execute(
            "select schema_name || '.' || table_name, comment from duckdb_tables()"
            " union all select schema_name || '.' || view_name, comment from duckdb_views()"
            " union all select schema_name || '.' || table_name || '.' || column_name, comment"
            " from duckdb_columns()"
        ).fetchall()
    )
    described = {}
    for node in of_type(manifest, "seed", "model"):
        name, persisted = f"{node['schema']}.{node['name']}", node["config"]["persist_docs"]
        if persisted.get("relation"):
            described[name] = node["description"]
        if persisted.get("columns"):
            described |= {f"{name}.{c['name']}": c["description"] for c in node["columns"].values()}
    assert described
    none_of([
        f"{name}: {comments.get(name)!r} is not {text!r}"
        for name, text in described.items() if (comments.get(name) or "") != text
    ])


def test_macros_and_their_arguments_are_described(manifest):
    failures = []
    for macro in macros(manifest):
        names = [argument["name"] for argument in macro["arguments"]]
        if names != arguments_of(macro):
            failures.append(f"{macro['name']} takes {arguments_of(macro)}, documented: {names}")
        failures += [
            f"{macro['name']}: {item['name']} has no description"
            for item in [macro, *macro["arguments"]] if not item["description"].strip()
        ]
    none_of(failures)


def test_recurring_columns_take_their_text_from_the_dictionary():
    """A text that stands three times in columns of one name is a block of column_docs.md."""
    blocks = dict(
        re.findall(r"{% docs (\w+) %}(.*?){% enddocs %}", (ROOT / "models/column_docs.md").read_text())
    )
    texts, failures = {}, []
    for path in YAML_FILES:
        content = yaml.safe_load(path.read_text())
        for node in content.get("seeds", []) + content.get("models", []):
            for column in node.get("columns", []):
                # An alias of YAML is the same object.
                texts.setdefault((column["name"], column["description"]), set()).add(id(column))
    for (name, text), places in texts.items():
        if text == blocks.get(name):
            failures.append(f"{name} repeats the text of its block")
        elif len(places) > 2 and name not in blocks and "doc(" not in text:
            failures.append(f"{name} needs a block: {text}")
    used = {re.search(r"doc\('(\w+)'\)", text) for _, text in texts}
    unused = blocks.keys() - {match[1] for match in used if match}
    none_of(failures + [f"no column takes the block {name}" for name in sorted(unused)])


def test_the_description_of_an_intermediate_starts_with_its_grain(manifest):
    none_of([
        f"{model['name']}: {model['description']}" for model in models(manifest, "intermediate")
        if not re.match("One row( per |: )", model["description"])
    ])


def test_the_description_of_a_mart_ends_with_its_grain(manifest):
    none_of([
        f"{model['name']}: {model['description']}" for model in models(manifest, "marts")
        if not re.search(r"(^|[.:] )One row per [^.]+\.$", model["description"].strip())
    ])


def test_a_model_starts_with_its_grain(manifest):
    none_of([
        f"{model['name']}: {model['raw_code'].splitlines()[0]}" for model in models(manifest)
        if not model["raw_code"].startswith("-- One row")
    ])


# ---- Seeds ---------------------------------------------------------------------------------


def test_every_column_of_a_seed_is_typed_and_documented_in_the_order_of_its_file(manifest):
    failures = []
    for seed in of_type(manifest, "seed"):
        with open(ROOT / seed["original_file_path"], encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        if not header == list(seed["columns"]) == list(seed["config"]["column_types"]):
            failures.append(seed["name"])
    none_of(failures)


def test_a_seed_with_figures_names_its_sources(manifest):
    """A seed that holds a number has a source_code, never empty and known."""
    required, known = set(), set()
    for test in of_type(manifest, "test"):
        metadata = test.get("test_metadata") or {}
        if metadata.get("name") == "valid_rows":
            if "source_code" not in metadata["kwargs"].get("optional", []):
                required.add(test["attached_node"])
        elif metadata.get("name") == "relationships" and test["column_name"] == "source_code":
            known.add(test["attached_node"])
    none_of([
        f"{seed['name']}: source_code must be required and refer to data_sources"
        for seed in of_type(manifest, "seed")
        if set(seed["config"]["column_types"].values()) - WITHOUT_FIGURES
        and ("source_code" not in seed["columns"] or seed["unique_id"] not in required & known)
    ])


def test_every_seed_has_its_rows_checked_and_a_key(manifest):
    """valid_rows stands once at every seed, with a key, and its name says whose rows it checks."""
    checked = {}
    for test in of_type(manifest, "test"):
        if (test.get("test_metadata") or {}).get("name") == "valid_rows":
            node = manifest["nodes"][test["attached_node"]]
            assert test["name"] == f"{node['name']}_rows_are_valid"
            checked[node["name"]] = test["test_metadata"]["kwargs"]
    none_of([
        seed["name"] for seed in of_type(manifest, "seed")
        if not checked.get(seed["name"], {}).get("key")
    ])


# ---- Layers, names, tests ------------------------------------------------------------------


def test_a_layer_reads_only_the_layers_below_it(manifest):
    failures = []
    for model in models(manifest):
        parents = [manifest["nodes"][unique_id] for unique_id in model["depends_on"]["nodes"]]
        failures += [
            f"{model['name']} ({layer_of(model)}) reads {parent['name']} ({layer_of(parent)})"
            for parent in parents if layer_of(parent) not in MAY_READ[layer_of(model)]
        ]
    none_of(failures)


def test_a_staging_model_reads_the_one_seed_of_its_name(manifest):
    seeds = {seed["name"] for seed in of_type(manifest, "seed")}
    staged = {
        model["name"]: [unique_id.split(".")[-1] for unique_id in model["depends_on"]["nodes"]]
        for model in models(manifest, "staging")
    }
    assert staged == {seed.replace("raw_", "stg_", 1): [seed] for seed in seeds}


def test_a_name_tells_the_layer_and_is_given_once(manifest):
    prefixes = {"seed": "raw_", "staging": "stg_", "intermediate": "int_"}
    failures = []
    for node in of_type(manifest, "seed", "model"):
        prefix = re.match("(raw_|stg_|int_)?", node["name"])[0]
        if prefix != prefixes.get(layer_of(node), ""):
            failures.append(f"{node['name']} in {layer_of(node)}")
    names = [node["name"] for node in manifest["nodes"].values()]
    names += [test["name"] for test in manifest["unit_tests"].values()]
    # PostgreSQL makes a relation of each unit test.
    long = [test["name"] for test in manifest["unit_tests"].values() if len(test["name"]) > 63]
    none_of(failures + long + [f"{name} x {n}" for name, n in Counter(names).items() if n > 1])


def test_every_test_runs_and_a_bad_row_is_an_error(manifest):
    disabled = {node["name"] for nodes in manifest["disabled"].values() for node in nodes}
    failures = sorted(disabled - {"control_totals"})
    for test in of_type(manifest, "test"):
        limits = [test["config"][key] for key in ("severity", "warn_if", "error_if")]
        if limits != ["ERROR", "!= 0", "!= 0"]:
            failures.append(f"{test['name']}: {limits}")
    none_of(failures)


def test_marts_have_contracts_and_keys(manifest):
    failures = []
    for model in models(manifest, "marts"):
        if not model["config"]["contract"]["enforced"]:
            failures.append(f"{model['name']} has no enforced contract")
        if not any(item["type"] == "primary_key" for item in model["constraints"]):
            failures.append(f"{model['name']} has no primary key")
    none_of(failures)


def test_staging_has_the_columns_and_types_of_its_seed(manifest, warehouse):
    columns = {}
    for schema, table, column, data_type in warehouse.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns "
        "order by ordinal_position"
    ).fetchall():
        columns.setdefault((schema, table), []).append((column, data_type))
    def columns_of(node):
        return columns[node["schema"], node["name"]]

    none_of([
        model["name"] for model in models(manifest, "staging")
        if columns_of(model) != columns_of(seed_of(manifest, model))
    ])


# ---- YAML ----------------------------------------------------------------------------------


class UniqueKeys(yaml.CSafeLoader):
    """YAML keeps the last of two equal keys without a word; here the second is an error."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key stands twice: {node.start_mark}"
        return super().construct_mapping(node, deep)


@cache
def validator_of(schema):
    return jsonschema.Draft7Validator(json.loads((SCHEMAS / schema).read_text()))


def unknown_keys(schema, content):
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in validator_of(schema).iter_errors(content)
    ]


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.name)
def test_dbt_knows_every_key_of_a_yaml_file(path):
    """dbt itself skips a misspelt key in silence."""
    none_of(unknown_keys("resources/latest.json", yaml.load(path.read_text(), UniqueKeys)))


def test_dbt_knows_every_key_of_the_project_file():
    content = yaml.load((ROOT / "dbt_project.yml").read_text(), UniqueKeys)
    none_of(unknown_keys("project/0.0.110.json", content))
