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


def model(manifest, name):
    return manifest["nodes"].get(f"model.vivim.{name}")


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


def columns_with_test(manifest, name):
    """(model, columns) of the enforced tests of a name on one column or on several."""
    result = set()
    for test in filter(enforced, generic_tests(manifest, name)):
        arguments = test["test_metadata"]["kwargs"]
        columns = arguments.get("columns") or [test["column_name"]]
        result.add((attached_to(test), frozenset(columns)))
    return result


def foreign_keys_with_test(manifest):
    """(parent model, parent column, child model, child column) of the enforced tests."""
    result = set()
    for test in filter(enforced, generic_tests(manifest, "relationships")):
        arguments = test["test_metadata"]["kwargs"]
        parent = re.fullmatch(r"ref\('(\w+)'\)", arguments["to"])[1]
        result.add((parent, arguments["field"], attached_to(test), test["column_name"]))
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
    found = [name for name in (f"stg_{entity}", entity) if model(manifest, name)]
    assert found and found == ENTITIES[entity]["nodes"]


@pytest.mark.parametrize("entity", ENTITIES)
def test_an_entity_has_rows(manifest, warehouse, entity):
    for name in ENTITIES[entity]["nodes"]:
        assert count(warehouse, model(manifest, name), "*") > 0, name


@pytest.mark.parametrize("entity", ENTITIES)
def test_the_key_of_an_entity_is_unique_and_never_empty(manifest, entity):
    key = ENTITIES[entity]["key"]
    unique = columns_with_test(manifest, "unique")
    unique |= columns_with_test(manifest, "unique_combination")
    not_null = columns_with_test(manifest, "not_null")
    for node in ENTITIES[entity]["nodes"]:
        assert (node, frozenset(key)) in unique, node
        for column in key:
            assert (node, frozenset([column])) in not_null, f"{node}.{column}"


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
        node = model(manifest, name)
        if column not in node["columns"]:
            continue
        checked += 1
        rows, filled = count(warehouse, node, "*"), count(warehouse, node, column)
        if relationship["optional"]:
            assert filled > 0, f"{name}.{column} is empty in every row"
        else:
            assert filled == rows, f"{name}.{column} is empty in {rows - filled} rows"
    assert checked, f"no node of the child has the column {column}"


def test_schema_tests_name_columns_that_exist(manifest):
    """Columns as documented; tests/test_structure.py compares those with the warehouse."""
    missing = []
    for test in generic_tests(manifest):
        node = manifest["nodes"][test["attached_node"]]
        arguments = test["test_metadata"]["kwargs"]
        columns = [test["column_name"], arguments.get("lower"), arguments.get("upper")]
        columns += arguments.get("columns", []) + arguments.get("key", [])
        missing += [
            f"{test['name']}: {node['name']} has no column {column}"
            for column in columns if column and column not in node["columns"]
        ]
        if test["test_metadata"]["name"] == "relationships":
            parent = re.fullmatch(r"ref\('(\w+)'\)", arguments["to"])[1]
            if arguments["field"] not in model(manifest, parent)["columns"]:
                missing.append(f"{test['name']}: {parent} has no column {arguments['field']}")
    assert not missing, "\n".join(missing)
