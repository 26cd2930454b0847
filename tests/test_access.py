"""dbt's groups and access, the schemas, the readers and the marks of personal data say the same.

Schema `marts` is for everybody, `restricted` for finance, what restricted tables are computed from for
nobody else. The rules read the manifest; each is tested on a manifest that breaks it. That PostgreSQL
grants what is said here is tested in test_engines.py.
"""

import copy
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from published_files import DATABASES  # noqa: E402

READERS = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]["readers"]
PERSONAL_SCHEMAS = {"restricted", "restricted_inputs"}
# schema: (group, access); seeds have a group alone.
RIGHTS = {
    "marts": ("data", "public"),
    "restricted": ("finance", "private"),
    "restricted_inputs": ("finance", "private"),
    "raw": ("data", None),
    "staging": ("data", "protected"),
    "intermediate": ("data", "protected"),
}
# What finance hands on: sums over all contributors.
HANDED_ON = {
    "int_dividend_pools", "int_dividend_split_gains", "int_dividend_spread",
    "int_dividend_statistics",
}  # fmt: skip


def tables(manifest):
    return {
        key: node for key, node in manifest["nodes"].items()
        if node["resource_type"] in ("seed", "model")
    }  # fmt: skip


def personal_columns(node):
    return {
        name for name, column in node["columns"].items() if column["config"]["meta"].get("pii")
    }  # fmt: skip


def keys_of_persons(manifest):
    """Columns that name a person: personal parts of the keys of seeds."""
    return {
        column
        for node in manifest["nodes"].values()
        if (node.get("test_metadata") or {}).get("name") == "valid_rows"
        for column in node["test_metadata"]["kwargs"].get("key", [])
        if node["attached_node"].startswith("seed.")
        and column in personal_columns(manifest["nodes"][node["attached_node"]])
    }


def followers(manifest, roots):
    """Every table that is computed from one of the roots, near or far."""
    found = set()
    waiting = list(roots)
    while waiting:
        for child in manifest["child_map"][waiting.pop()]:
            if child in tables(manifest) and child not in found:
                found.add(child)
                waiting.append(child)
    return {manifest["nodes"][key]["name"]: manifest["nodes"][key] for key in found}


def faults(manifest):
    """What does not hold of who may read what."""
    persons, named = keys_of_persons(manifest), set()
    roots = [key for key, node in tables(manifest).items() if node["schema"] in PERSONAL_SCHEMAS]
    computed_from_persons = followers(manifest, roots)
    for key in roots:
        if key.startswith("seed."):
            named |= personal_columns(manifest["nodes"][key])
    for node in tables(manifest).values():
        name, schema = node["name"], node["schema"]
        group, access = RIGHTS[schema]
        if name in HANDED_ON:
            group = "finance"
        if node["config"]["group"] != group:
            yield f"{name} in {schema} belongs to {node['config']['group']}, not to {group}"
        if node["resource_type"] == "model" and node["access"] != access:
            yield f"{name} in {schema} is {node['access']}, not {access}"
        columns = set(node["columns"])
        if schema in PERSONAL_SCHEMAS:
            if unmarked := columns & persons - personal_columns(node):
                yield f"{name} does not mark {sorted(unmarked)}"
            if columns and not personal_columns(node):
                yield f"{name} in {schema} marks nothing as personal"
            continue
        if personal := personal_columns(node):
            yield f"{name} in {schema} has personal columns: {sorted(personal)}"
        if found := columns & persons:
            yield f"{name} in {schema} has a row a person: {sorted(found)}"
        if name in computed_from_persons:
            if found := columns & named:
                yield f"{name} in {schema} hands on {sorted(found)}"
            read = set(node["depends_on"]["nodes"]) & set(roots)
            if read and name not in HANDED_ON:
                yield f"{name} in {schema} reads {sorted(read)}"


def test_who_may_read_what_is_said_once(manifest):
    assert list(faults(manifest)) == []


def test_readers_are_those_of_public_and_restricted_marts():
    assert READERS == {"marts": ["bi_reader", "finance_reader"], "restricted": ["finance_reader"]}


def test_each_of_their_schemas_is_a_file_of_its_own():
    """Who may read the file of a schema is who may read the schema on PostgreSQL."""
    assert sorted(DATABASES.values()) == sorted(READERS)


def test_every_group_has_an_owner(manifest):
    groups = {group["name"]: group["owner"]["name"] for group in manifest["groups"].values()}
    assert set(groups) == {"data", "finance"} and all(groups.values())


def test_persons_are_those_of_three_seeds(manifest):
    """The marks that the rules rest on are there."""
    assert keys_of_persons(manifest) == {"member_code", "contributor_code"}


def mark(manifest, model, column):
    manifest["nodes"][f"model.vivim.{model}"]["columns"][column]["config"]["meta"]["pii"] = True


def rename(manifest, model, column, name):
    columns = manifest["nodes"][f"model.vivim.{model}"]["columns"]
    columns[name] = columns.pop(column)


def read(manifest, model, parent):
    manifest["nodes"][f"model.vivim.{model}"]["depends_on"]["nodes"].append(parent)
    manifest["child_map"][parent].append(f"model.vivim.{model}")


def put(manifest, key, **values):
    node = manifest["nodes"][key]
    for name, value in values.items():
        (node["config"] if name == "group" else node)[name] = value


BROKEN = {
    "a marked column in a mart": (
        lambda m: mark(m, "headcount", "fte"), "headcount in marts has personal columns",
    ),
    "a row a person in a mart": (
        lambda m: rename(m, "headcount", "fte", "member_code"), "has a row a person",
    ),
    "a personal column behind a sum": (
        lambda m: rename(m, "dividend_calculations", "total_acus", "acus"), "hands on ['acus']",
    ),
    "a mart that reads a restricted table": (
        lambda m: read(m, "headcount", "model.vivim.stg_team_members"), "headcount in marts reads",
    ),
    "a restricted table in marts": (
        lambda m: put(m, "model.vivim.team_members", schema="marts"), "team_members in marts",
    ),
    "pay of persons beside other seeds": (
        lambda m: put(m, "seed.vivim.raw_team_members", schema="raw"), "raw_team_members in raw",
    ),
    "an open restricted table": (
        lambda m: put(m, "model.vivim.team_members", access="public"), "is public, not private",
    ),
    "another owner": (
        lambda m: put(m, "model.vivim.team_members", group="data"), "belongs to data",
    ),
    "a key without a mark": (
        lambda m: m["nodes"]["model.vivim.team_members"]["columns"]["member_code"]["config"]
        ["meta"].clear(), "team_members does not mark ['member_code']",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change, said", BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_found(manifest, change, said):
    broken = copy.deepcopy(manifest)
    change(broken)
    found = list(faults(broken))
    assert any(said in fault for fault in found), found
