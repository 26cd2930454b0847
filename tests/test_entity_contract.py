"""docs/entity_contract.yml holds: every entity is filled, every relationship is tested and true.

Read from dbt's manifest (target/manifest.json) and from the built warehouse.
"""

import re
from pathlib import Path

import pytest
import yaml

CONTRACT = yaml.safe_load(
    (Path(__file__).parent.parent / "docs" / "entity_contract.yml").read_text()
)
ENTITIES = CONTRACT["entities"]
RELATIONSHIPS = CONTRACT["relationships"]


def named(relationship):
    return relationship["id"]


def holder(manifest, name):
    """The seed or model of a name."""
    nodes = manifest["nodes"]
    return nodes.get(f"seed.vivim.{name}") or nodes.get(f"model.vivim.{name}")


def count(warehouse, node, expression):
    query = f"select count({expression}) from {node['schema']}.{node['name']}"
    return warehouse.execute(query).fetchall()[0][0]


def generic_tests(manifest, name=None):
    """Enabled tests of the YAML files: dbt keeps disabled ones elsewhere in its manifest."""
    for node in manifest["nodes"].values():
        metadata = node.get("test_metadata")
        if metadata and name in (None, metadata["name"]):
            yield node


def enforced(test):
    """Whether every row counts, and one bad row is an error."""
    config = test["config"]
    return (
        config["severity"].lower() == "error"
        and config["where"] is None
        and config["limit"] is None
        and (config["error_if"], config["fail_calc"]) == ("!= 0", "count(*)")
    )


def attached_to(test):
    return test["attached_node"].split(".")[-1]


def keys(manifest):
    """(node, columns) of the keys that are enforced: by the test valid_rows, or by a primary key."""
    result = set()
    for test in filter(enforced, generic_tests(manifest, "valid_rows")):
        result.add((attached_to(test), frozenset(test["test_metadata"]["kwargs"].get("key", []))))
    for node in manifest["nodes"].values():
        if node["resource_type"] == "model" and node["config"]["contract"]["enforced"]:
            result |= {
                (node["name"], frozenset(item["columns"]))
                for item in node["constraints"] if item["type"] == "primary_key"
            }
    return result


def parent_of(test):
    """Name of the node that a relationships test points at; a staging model is its seed."""
    staging, other = re.fullmatch(
        r"ref\('(?:stg_(\w+)|(\w+))'\)", test["test_metadata"]["kwargs"]["to"]
    ).groups()
    return f"raw_{staging}" if staging else other


def foreign_keys_with_test(manifest):
    """(parent, its column, child, its column) of the enforced tests."""
    result = set()
    for test in filter(enforced, generic_tests(manifest, "relationships")):
        field = test["test_metadata"]["kwargs"]["field"]
        result.add((parent_of(test), field, attached_to(test), test["column_name"]))
    return result


def test_the_contract_is_whole():
    assert len(ENTITIES) == 50
    assert [item["id"] for item in RELATIONSHIPS] == [f"R{n:02}" for n in range(1, 53)]
    keys = [(*item["parent"].items(), *item["child"].items()) for item in RELATIONSHIPS]
    assert len(set(keys)) == 52
    for item in RELATIONSHIPS:
        assert [item["parent"]["column"]] == ENTITIES[item["parent"]["entity"]]["key"], item["id"]
        assert item["child"]["entity"] in ENTITIES, item["id"]
        assert item["optional"] == ("reason" in item), item["id"]


@pytest.mark.parametrize("entity", ENTITIES)
def test_an_entity_lives_in_the_nodes_that_the_contract_names(manifest, entity):
    found = [name for name in (f"raw_{entity}", entity) if holder(manifest, name)]
    assert found and found == ENTITIES[entity]["nodes"]


@pytest.mark.parametrize("entity", ENTITIES)
def test_an_entity_has_rows(manifest, warehouse, entity):
    for name in ENTITIES[entity]["nodes"]:
        assert count(warehouse, holder(manifest, name), "*") > 0, name


@pytest.mark.parametrize("entity", ENTITIES)
def test_the_key_of_an_entity_is_unique_and_never_empty(manifest, entity):
    """A key of valid_rows and a primary key are both: unique, and never null."""
    for node in ENTITIES[entity]["nodes"]:
        assert (node, frozenset(ENTITIES[entity]["key"])) in keys(manifest), node


@pytest.mark.parametrize("relationship", RELATIONSHIPS, ids=named)
def test_a_relationship_is_enforced_by_a_schema_test(manifest, relationship):
    parent, child = relationship["parent"], relationship["child"]
    wanted = {
        (parent_node, parent["column"], child_node, child["column"])
        for parent_node in ENTITIES[parent["entity"]]["nodes"]
        for child_node in ENTITIES[child["entity"]]["nodes"]
    }
    assert wanted & foreign_keys_with_test(manifest), f"no test that counts: {relationship}"


@pytest.mark.parametrize("relationship", RELATIONSHIPS, ids=named)
def test_only_an_optional_child_column_is_empty_and_never_throughout(
    manifest, warehouse, relationship
):
    column = relationship["child"]["column"]
    checked = 0
    for name in ENTITIES[relationship["child"]["entity"]]["nodes"]:
        node = holder(manifest, name)
        if column not in node["columns"]:
            continue
        checked += 1
        rows, filled = count(warehouse, node, "*"), count(warehouse, node, column)
        if relationship["optional"]:
            assert filled > 0, f"{name}.{column} is empty in every row"
        else:
            assert filled == rows, f"{name}.{column} is empty in {rows - filled} rows"
    assert checked, f"no node of the child has the column {column}"


def columns_of_arguments(arguments):
    """Columns that the arguments of a generic test name, conditions in SQL left out."""
    for name in ("key", "required", "optional", "lower", "upper"):
        columns = arguments.get(name, [])
        yield from [columns] if isinstance(columns, str) else columns
    for name in ("unique", "ascending"):
        for columns in arguments.get(name, []):
            yield from columns
    for name in ("ranges", "values"):
        yield from arguments.get(name, {})


def test_schema_tests_name_columns_that_exist(manifest):
    """Columns as documented; tests/test_structure.py compares those with the warehouse."""
    missing = []
    for test in generic_tests(manifest):
        node = manifest["nodes"][test["attached_node"]]
        arguments = test["test_metadata"]["kwargs"]
        missing += [
            f"{test['name']}: {node['name']} has no column {column}"
            for column in [test["column_name"], *columns_of_arguments(arguments)]
            if column and column not in node["columns"]
        ]
        if test["test_metadata"]["name"] == "relationships":
            parent = parent_of(test)
            if arguments["field"] not in holder(manifest, parent)["columns"]:
                missing.append(f"{test['name']}: {parent} has no column {arguments['field']}")
    assert not missing, "\n".join(missing)
