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
LEGEND = """Written by `make erd` from the foreign keys that dbt tests: not to be edited.
`||--o{` means that every row of the second table names a row of the first, `|o--o{` that it may
name none."""
OTHERS = """
dbt tests these foreign keys too; the diagrams leave them out to stay readable.

| parent | child |
|---|---|"""


def foreign_keys(manifest, contract):
    """Foreign keys with a test, between entities: (parent, its column, child, its column)."""
    entities = contract["entities"]
    entity_of = {node: name for name in entities for node in entities[name]["nodes"]}
    keys = set()
    for test in manifest["nodes"].values():
        if (test.get("test_metadata") or {}).get("name") == "relationships":
            arguments = test["test_metadata"]["kwargs"]
            parent = re.fullmatch(r"ref\('(\w+)'\)", arguments["to"])[1]
            # A staging model is its seed.
            parent = entity_of.get(re.sub("^stg_", "raw_", parent))
            child = entity_of.get(test["attached_node"].split(".")[-1])
            if parent and child:
                keys.add((parent, arguments["field"], child, test["column_name"]))
    return keys


def relationships(manifest, contract):
    """The foreign keys that the contract names, as it describes them, and the other ones."""
    others = foreign_keys(manifest, contract)
    named = []
    for item in contract["relationships"]:
        ends = item["parent"], item["child"]
        key = tuple(end[part] for end in ends for part in ("entity", "column"))
        if key in others:
            others.remove(key)
            named.append(item)
    return named, sorted(others)


def connection(item):
    ends = "|o--o{" if item["optional"] else "||--o{"
    return f'    {item["parent"]["entity"]} {ends} {item["child"]["entity"]} : "{item["verb"]}"'


def entity(name, manifest, contract, named):
    """The table in Mermaid: its primary and foreign keys, in the order of its columns."""
    primary = contract["entities"][name]["key"]
    foreign = {item["child"]["column"] for item in named if item["child"]["entity"] == name}
    types = {}
    for node in contract["entities"][name]["nodes"]:
        if node.startswith("raw_"):
            types |= manifest["nodes"][f"seed.vivim.{node}"]["config"]["column_types"]
        else:
            columns = manifest["nodes"][f"model.vivim.{node}"]["columns"]
            types |= {column: item["data_type"] for column, item in columns.items()}
    lines = [f"    {name} {{"]
    for column, data_type in types.items():
        marks = ["PK"] * (column in primary) + ["FK"] * (column in foreign)
        if marks:
            lines.append(f"        {data_type} {column} {', '.join(marks)}")
    return [*lines, "    }"]


def module_page(module, manifest, contract, named):
    members = [name for name, item in contract["entities"].items() if item["module"] == module]
    lines = [
        connection(item)
        for item in named
        if item["parent"]["entity"] in members or item["child"]["entity"] in members
    ]
    for name in members:
        lines += entity(name, manifest, contract, named)
    return PAGE.format(title=module.capitalize(), text=LEGEND, lines="\n".join(lines))


def whole_page(modules, contract, named, others):
    connected = {item[end]["entity"] for item in named for end in ("parent", "child")}
    # From left to right, fifty tables are as wide as a page.
    lines = ["    direction LR", *map(connection, named)]
    lines += [f"    {name}" for name in contract["entities"] if name not in connected]
    links = ", ".join(f"[{module}]({module}.md)" for module in modules)
    page = PAGE.format(
        title="Entities and relationships",
        text=f"{LEGEND}\n\nBy module, with the keys: {links}.",
        lines="\n".join(lines),
    )
    rows = [f"| {parent}.{field} | {child}.{column} |" for parent, field, child, column in others]
    return page + "\n".join([OTHERS, *rows, ""])


def pages(manifest, contract):
    """Text of every file of docs/erd by its name."""
    named, others = relationships(manifest, contract)
    modules = list(dict.fromkeys(item["module"] for item in contract["entities"].values()))
    result = {f"{name}.md": module_page(name, manifest, contract, named) for name in modules}
    return result | {"README.md": whole_page(modules, contract, named, others)}


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
