"""Entities are deployed in seven waves, and none needs an entity of a later wave.

An entity needs what its seed, its staging model and its mart are built from, through all models in
between, and what its foreign keys point at.
"""

import re
from pathlib import Path

import yaml

ENTITIES = yaml.safe_load(
    (Path(__file__).parent.parent / "docs" / "entity_contract.yml").read_text()
)["entities"]


def entity_of(unique_id):
    """The entity that a seed, a staging model or a mart holds; none for other nodes."""
    name = re.sub("^(raw|stg)_", "", unique_id.split(".")[-1])
    return name if name in ENTITIES else None


def ancestors(manifest, unique_id):
    """Every node that a node is built from, near or far."""
    found, waiting = set(), [unique_id]
    while waiting:
        for parent in manifest["nodes"][waiting.pop()]["depends_on"].get("nodes", []):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def needs(manifest):
    """(entity, what it needs, why) for every need of every entity."""
    for unique_id, node in manifest["nodes"].items():
        if node["resource_type"] in ("seed", "model") and entity_of(unique_id):
            for ancestor in ancestors(manifest, unique_id):
                if entity_of(ancestor):
                    why = f"{node['name']} is built from"
                    yield entity_of(unique_id), entity_of(ancestor), why
        elif (node.get("test_metadata") or {}).get("name") == "relationships":
            child = entity_of(node["attached_node"])
            for parent in node["depends_on"]["nodes"]:
                if child and entity_of(parent):
                    yield child, entity_of(parent), f"{node['column_name']} refers to"


def violations(manifest, entities=ENTITIES):
    wave = {name: item["wave"] for name, item in entities.items()}
    return sorted(
        f"{entity} (wave {wave[entity]}): {why} {needed} (wave {wave[needed]})"
        for entity, needed, why in set(needs(manifest))
        if wave[needed] > wave[entity]
    )


def test_every_wave_has_entities():
    assert {item["wave"] for item in ENTITIES.values()} == set(range(1, 8))


def test_every_derived_entity_is_built_from_others(manifest):
    """Else the comparison of waves would compare nothing."""
    built = {entity for entity, other, why in needs(manifest) if "built" in why and other != entity}
    derived = {name for name, item in ENTITIES.items() if f"raw_{name}" not in item["nodes"]}
    assert derived and derived <= built


def test_no_entity_needs_one_of_a_later_wave(manifest):
    assert not violations(manifest)


def test_a_need_of_a_later_wave_is_found_through_models_in_between(manifest):
    nodes = dict(manifest["nodes"])
    nodes["model.vivim.int_between"] = {
        "name": "int_between",
        "resource_type": "model",
        "depends_on": {"nodes": ["model.vivim.cost_per_user_analysis"]},
    }
    staging = nodes["model.vivim.stg_locations"]
    parents = [*staging["depends_on"]["nodes"], "model.vivim.int_between"]
    nodes["model.vivim.stg_locations"] = staging | {"depends_on": {"nodes": parents}}
    wrong = "locations (wave 1): stg_locations is built from cost_per_user_analysis (wave 7)"
    assert wrong in violations({"nodes": nodes})


def test_a_foreign_key_to_a_later_wave_is_found(manifest):
    postponed = ENTITIES | {"locations": ENTITIES["locations"] | {"wave": 7}}
    wrong = "salary_benchmarks (wave 3): location_code refers to locations (wave 7)"
    assert wrong in violations(manifest, postponed)
