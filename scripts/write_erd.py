"""Write the entity-relationship diagrams to docs/erd.

A line is a foreign key that dbt tests: the diagrams are drawn from the relationships tests of
target/manifest.json. docs/entity_contract.yml says which tables are entities, and lends the verbs
and the keys.
"""

import json
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "erd"
PAGE = """# {title}

{text}

```mermaid
erDiagram
{lines}
```
"""
LEGEND = """Written by `make erd` from the foreign keys that dbt tests: edit the models, not this file.
`||--o{` means that every row of the second table names a row of the first, `|o--o{` that it may
name none."""


def foreign_keys(manifest, contract):
    """Tested foreign keys between entities: (parent, parent column, child, child column)."""
    entity_of = {node: name for name, item in contract["entities"].items() for node in item["nodes"]}
    keys = set()
    for test in manifest["nodes"].values():
        if (test.get("test_metadata") or {}).get("name") != "relationships":
            continue
        arguments = test["test_metadata"]["kwargs"]
        parent = entity_of.get(re.fullmatch(r"ref\('(\w+)'\)", arguments["to"])[1])
        child = entity_of.get(test["attached_node"].split(".")[-1])
        if parent and child:
            keys.add((parent, arguments["field"], child, arguments["column_name"]))
    return keys


def relationships(manifest, contract):
    """The contract's relationships that dbt tests, and the foreign keys that it leaves unnamed."""
    unnamed = foreign_keys(manifest, contract)
    named = []
    for item in contract["relationships"]:
        key = (*item["parent"].values(), *item["child"].values())
        if key in unnamed:
            unnamed.remove(key)
            named.append(item)
    return named, sorted(unnamed)


def connection(item):
    ends = "|o--o{" if item["optional"] else "||--o{"
    return f'    {item["parent"]["entity"]} {ends} {item["child"]["entity"]} : "{item["verb"]}"'


def entity(name, manifest, contract, named):
    """The table in Mermaid: its primary and foreign keys, in the order of its columns."""
    primary = contract["entities"][name]["key"]
    foreign = {item["child"]["column"] for item in named if item["child"]["entity"] == name}
    columns = {}
    for node in contract["entities"][name]["nodes"]:
        columns |= manifest["nodes"][f"model.vivim.{node}"]["columns"]
    lines = [f"    {name} {{"]
    for column, item in columns.items():
        marks = ["PK"] * (column in primary) + ["FK"] * (column in foreign)
        if marks:
            lines.append(f"        {item['data_type']} {column} {', '.join(marks)}")
    return [*lines, "    }"]


def pages(manifest, contract):
    """Text of every file of docs/erd by its name."""
    named, unnamed = relationships(manifest, contract)
    entities = contract["entities"]
    modules = list(dict.fromkeys(item["module"] for item in entities.values()))
    result = {}
    for module in modules:
        members = [name for name, item in entities.items() if item["module"] == module]
        lines = [
            connection(item) for item in named
            if item["parent"]["entity"] in members or item["child"]["entity"] in members
        ]
        for name in members:
            lines += entity(name, manifest, contract, named)
        result[f"{module}.md"] = PAGE.format(
            title=module.capitalize(), text=LEGEND, lines="\n".join(lines)
        )
    alone = set(entities) - {item[end]["entity"] for item in named for end in ("parent", "child")}
    links = ", ".join(f"[{module}]({module}.md)" for module in modules)
    result["README.md"] = PAGE.format(
        title="Entities and relationships",
        text=f"{LEGEND}\n\nBy module, with the keys: {links}.",
        lines="\n".join([*map(connection, named), *(f"    {name}" for name in sorted(alone))]),
    )
    if unnamed:
        rows = [f"| {parent}.{field} | {child}.{column} |" for parent, field, child, column in unnamed]
        result["README.md"] += "\n".join([
            "\nForeign keys that are tested too, and are left out of the diagrams to keep them readable:\n",
            "| parent | child |", "|---|---|", *rows, "",
        ])
    return result


if __name__ == "__main__":
    texts = pages(
        json.loads((ROOT / "target" / "manifest.json").read_text()),
        yaml.safe_load((ROOT / "docs" / "entity_contract.yml").read_text()),
    )
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.md"):
        path.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text)
