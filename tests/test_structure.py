"""The project keeps its own rules: layers, names, documentation, types, sources, severity.

Read from dbt's manifest (target/manifest.json), from the files themselves and, for the columns that
really exist, from the built warehouse.
"""

import ast
import csv
import json
import re
from collections import Counter
from pathlib import Path

import dbt.jsonschemas
import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(dbt.jsonschemas.__path__[0])
YAML_FILES = sorted(
    path for folder in ("models", "seeds", "macros", "tests") for path in (ROOT / folder).rglob("*.yml")
)
# What a layer may read; the graph and the reporting views are the marts that may read marts.
MAY_READ = {
    "staging": {"seed"},
    "intermediate": {"staging", "intermediate"},
    "marts": {"staging", "intermediate"},
    "reporting": {"staging", "intermediate", "marts", "reporting"},
}


def of_type(manifest, *types):
    return [node for node in manifest["nodes"].values() if node["resource_type"] in types]


def models(manifest, layer=None):
    return [node for node in of_type(manifest, "model") if layer in (None, node["fqn"][1])]


def layer_of(node):
    if node["resource_type"] == "seed":
        return "seed"
    return "reporting" if node["fqn"][1:3] == ["marts", "reporting"] else node["fqn"][1]


def macros(manifest):
    """Macros and generic tests of the project; variants of an engine share their macro's words."""
    return [
        macro for macro in manifest["macros"].values()
        if macro["package_name"] == "vivim" and "__" not in macro["name"]
    ]


def arguments_of(macro):
    """Names of the arguments in the macro's own first line."""
    signature = re.search(r"{%-?\s*(?:macro|test)\s+(\w+\(.*?\))\s*-?%}", macro["macro_sql"], re.DOTALL)
    function = ast.parse(f"def {signature[1]}: pass").body[0]
    return [argument.arg for argument in function.args.args]


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
        print(f"\ndocumented: {len(list(filter(None, columns.values())))} of {len(columns)} columns")
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
        failures += [
            f"{node['name']}.{column} is {'documented' if column in node['columns'] else 'in the table'} only"
            for column in sorted(columns ^ set(node["columns"]))
        ]
    none_of(failures)


def test_macros_and_their_arguments_are_described(manifest):
    failures = []
    for macro in macros(manifest):
        described = {item["name"]: item["description"] for item in macro["arguments"]}
        if not macro["description"].strip():
            failures.append(f"{macro['name']} has no description")
        if list(described) != arguments_of(macro):
            failures.append(f"{macro['name']} takes {arguments_of(macro)}, described are {list(described)}")
        failures += [
            f"{macro['name']}: argument {name} has no description"
            for name, description in described.items() if not description.strip()
        ]
    none_of(failures)


def test_staging_says_the_same_as_its_seed(manifest):
    failures = []
    for model in models(manifest, "staging"):
        seed = seed_of(manifest, model)
        if model["description"] != seed["description"]:
            failures.append(f"{model['name']}: {model['description']!r} / {seed['description']!r}")
        failures += [
            f"{model['name']}.{name}: {column['description']!r} / {seed['columns'][name]['description']!r}"
            for name, column in model["columns"].items()
            if name in seed["columns"] and column["description"] != seed["columns"][name]["description"]
        ]
    none_of(failures)


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
    """A seed that holds a number has a source_code, never empty and known, in its staging model."""
    tested = {
        (test["attached_node"], test["column_name"], test["test_metadata"]["name"])
        for test in of_type(manifest, "test")
        if test.get("test_metadata", {}).get("name") == "not_null"
        or "model.vivim.stg_data_sources" in test["depends_on"]["nodes"]
    }
    failures = []
    for model in models(manifest, "staging"):
        types = seed_of(manifest, model)["config"]["column_types"]
        if {kind.split("(")[0] for kind in types.values()} <= {"text", "date", "boolean"}:
            continue
        for test in ("not_null", "relationships"):
            if (model["unique_id"], "source_code", test) not in tested:
                failures.append(f"{model['name']}.source_code has no {test} test")
    none_of(failures)


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
        model["name"]: [manifest["nodes"][parent]["name"] for parent in model["depends_on"]["nodes"]]
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
    none_of(failures + [f"{name} x {n}" for name, n in Counter(names).items() if n > 1])


def test_every_test_runs_and_a_bad_row_is_an_error(manifest):
    failures = [node["name"] for nodes in manifest["disabled"].values() for node in nodes]
    for test in of_type(manifest, "test"):
        config = test["config"]
        limits = {config["severity"].upper(), config["warn_if"], config["error_if"]}
        if limits != {"ERROR", "!= 0"}:
            failures.append(f"{test['name']}: {limits}")
    none_of(failures)


# ---- YAML ----------------------------------------------------------------------------------


class UniqueKeys(yaml.SafeLoader):
    """YAML keeps the last of two equal keys without a word; here the second is an error."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key stands twice: {node.start_mark}"
        return super().construct_mapping(node, deep)


@pytest.fixture(scope="module")
def properties_schema():
    return jsonschema.Draft7Validator(json.loads((SCHEMAS / "resources" / "latest.json").read_text()))


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.name)
def test_dbt_knows_every_key_of_a_yaml_file(properties_schema, path):
    """dbt itself skips a misspelt key in silence."""
    content = yaml.load(path.read_text(), UniqueKeys)
    none_of([
        f"{path.name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in properties_schema.iter_errors(content)
    ])
