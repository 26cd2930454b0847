"""The diagrams in docs/erd are up to date, and show what docs/entity_contract.yml names."""

import re
import runpy
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "erd"
CONTRACT = yaml.safe_load((ROOT / "docs" / "entity_contract.yml").read_text())
ENTITIES = CONTRACT["entities"]
MODULES = sorted({item["module"] for item in ENTITIES.values()})


def relationships(entities=ENTITIES):
    """(parent, optional, child, verb) of the contract, where one of the two is asked for."""
    return sorted(
        (item["parent"]["entity"], item["optional"], item["child"]["entity"], item["verb"])
        for item in CONTRACT["relationships"]
        if item["parent"]["entity"] in entities or item["child"]["entity"] in entities
    )


def drawn(text):
    """(parent, optional, child, verb) of the lines of a diagram."""
    lines = re.findall(r'^    (\w+) (\|\||\|o)--o\{ (\w+) : "(.+)"$', text, re.MULTILINE)
    return sorted((parent, end == "|o", child, verb) for parent, end, child, verb in lines)


def test_the_diagrams_are_up_to_date(manifest):
    write_erd = runpy.run_path(str(ROOT / "scripts" / "write_erd.py"))
    written = {path.name: path.read_text() for path in FOLDER.iterdir()}
    assert written == write_erd["pages"](manifest, CONTRACT), "run make erd"


def test_the_whole_diagram_shows_the_contract():
    text = (FOLDER / "README.md").read_text()
    assert drawn(text) == relationships()
    # An entity without relationships stands on a line of its own.
    alone = re.findall(r"^    (\w+)$", text, re.MULTILINE)
    ends = {name for parent, _, child, _ in drawn(text) for name in (parent, child)}
    assert ends | set(alone) == set(ENTITIES)


@pytest.mark.parametrize("module", MODULES)
def test_the_diagram_of_a_module_shows_its_part_of_the_contract(module):
    text = (FOLDER / f"{module}.md").read_text()
    members = [name for name, item in ENTITIES.items() if item["module"] == module]
    assert drawn(text) == relationships(members)
    tables = dict(re.findall(r"^    (\w+) \{\n(.*?)^    \}$", text, re.MULTILINE | re.DOTALL))
    assert sorted(tables) == sorted(members)
    for name in members:
        foreign = {
            item["child"]["column"] for item in CONTRACT["relationships"]
            if item["child"]["entity"] == name
        }
        marked = dict(re.findall(r" (\w+) ([PFK, ]+)$", tables[name], re.MULTILINE))
        assert {column for column in marked if "PK" in marked[column]} == set(ENTITIES[name]["key"])
        assert {column for column in marked if "FK" in marked[column]} == foreign
