"""Write the files that people read from what dbt built, and audit them.

vivim.duckdb            the public marts, schema marts and nothing else, with their keys
parquet/MART.parquet    each of them, sorted by its key
restricted/vivim_restricted.duckdb    amounts of persons, for those who may read the folder
release.json            tables, rows and checksums of the files, and when they were built
"""

import hashlib
import json
import os
import re
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

# The schema of each file; what a BI tool does not find there it cannot show.
DATABASES = {"vivim.duckdb": "marts", "restricted/vivim_restricted.duckdb": "restricted"}
PARQUET = "parquet"
RECORD = "release.json"
# The files open in every client since DuckDB 1.2; large blocks of small tables would be empty.
STORAGE = "storage_version 'v1.2.0', block_size 16384"
# What README recommends to readers: SQL reaches nothing but the file.
READER = {"enable_external_access": False, "lock_configuration": True}


class Unfit(Exception):
    """What was built cannot be published, for the reason given."""


def literal(text: object) -> str:
    """A text, such as a path, as SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"


def names(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


# ---- Tables and keys -----------------------------------------------------------------------


def keys_by_table(manifest: dict, schema: str) -> dict[str, list[str]]:
    """Primary key of every table of a schema, as its contract states it."""
    return {
        node["name"]: constraint["columns"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == schema
        for constraint in node["constraints"]
        if constraint["type"] == "primary_key"
    }


def foreign_keys(manifest: dict, schema: str, waves: dict[str, int]) -> list[tuple]:
    """(child, its column, parent, its key) for each reference that the engine can enforce.

    The relationships tests say which column refers to what; a staging model stands for the mart of
    its name. Left out: tests of some rows only; references within one wave of
    docs/entity_contract.yml, whose entities are deployed in any order; what would close a circle.
    """
    keys = keys_by_table(manifest, schema)
    references = set()
    for test in manifest["nodes"].values():
        if (test.get("test_metadata") or {}).get("name") != "relationships":
            continue
        arguments = test["test_metadata"]["kwargs"]
        child, column = test["attached_node"].split(".")[-1], test["column_name"]
        parent = re.sub("^stg_", "", re.fullmatch(r"ref\('(\w+)'\)", arguments["to"])[1])
        key = arguments["field"]
        of_one_wave = child in waves and waves[child] == waves.get(parent)
        if child in keys and keys.get(parent) == [key] and not test["config"]["where"]:
            if not of_one_wave:
                references.add((child, column, parent, key))

    parents = {table: set() for table in keys}

    def leads_to(table, goal):
        return table == goal or any(leads_to(parent, goal) for parent in parents[table])

    enforced = []
    # Of a circle the column with a name of its own gives way to the one that is named as the key.
    by_name = sorted(references, key=lambda item: (item[1] != item[3], item))
    for child, column, parent, key in by_name:
        if not leads_to(parent, child):
            parents[child].add(parent)
            enforced.append((child, column, parent, key))
    return sorted(enforced)


# ---- Writing -------------------------------------------------------------------------------


def write_database(connection, manifest, path, schema, waves):
    """Write the tables of a schema, with comments and keys, into a file of their own.

    Returns rows by table and the number of foreign keys. Tables come before those that refer to them.
    """
    keys, references = keys_by_table(manifest, schema), foreign_keys(manifest, schema, waves)
    connection.execute(f"attach {literal(path)} as target ({STORAGE})")
    connection.execute(f"create schema target.{schema}")
    connection.execute(f"use target.{schema}")
    parents = {table: [key[2] for key in references if key[0] == table] for table in sorted(keys)}
    source = f"database_name = 'built' and schema_name = '{schema}'"
    rows = {}
    for table in TopologicalSorter(parents).static_order():
        this = f"{source} and table_name = '{table}'"
        statement, comment = connection.execute(
            f"select sql, comment from duckdb_tables() where {this}"
        ).fetchone()
        constraints = "".join(
            f", foreign key ({names([column])}) references {parent} ({names([key])})"
            for child, column, parent, key in references
            if child == table
        )
        connection.execute(f"{statement.removesuffix(');')}{constraints})")
        rows[table] = connection.execute(
            f"insert into {table} from built.{schema}.{table} order by {names(keys[table])}"
        ).fetchone()[0]
        comments = connection.execute(
            "select column_name, comment from duckdb_columns()"
            f" where {this} and comment is not null"
        ).fetchall()
        for column, text in comments:
            connection.execute(f'comment on column {table}."{column}" is {literal(text)}')
        connection.execute(f"comment on table {table} is {literal(comment)}")
    return rows, len(references)


def write_build_info(connection, info):
    """One row that says what the file was made from: nothing that another build would change."""
    columns = ", ".join(f"? as {name}" for name in info)
    connection.execute(f"create table build_info as select {columns}", list(info.values()))
    connection.execute(
        "comment on table build_info is 'What this file was made from. One row per file.'"
    )


def write_parquet(connection, manifest, folder):
    """Every public mart as a file whose bytes follow from its rows alone."""
    folder.mkdir()
    for table, key in keys_by_table(manifest, "marts").items():
        connection.execute(
            f"copy (from built.marts.{table} order by {names(key)})"
            f" to {literal(folder / f'{table}.parquet')} (format parquet, compression zstd)"
        )


def write(build: Path, manifest: dict, waves: dict, folder: Path, info: dict, about: dict) -> None:
    """Write all files of a release into a new folder; `about` is what only its record tells."""
    (folder / "restricted").mkdir(parents=True)
    # Whose pay is whose is not for everybody on the machine.
    (folder / "restricted").chmod(0o700)
    databases = {}
    # With one thread rows and bytes of a file always come in one order.
    settings = {"threads": 1, "temp_directory": str(folder.parent / "temporary")}
    with duckdb.connect(config=settings) as connection:
        connection.execute(f"attach {literal(build)} as built (read_only)")
        for name, schema in DATABASES.items():
            rows, keys = write_database(connection, manifest, folder / name, schema, waves)
            if schema == "marts":
                write_build_info(connection, info)
                rows |= {"build_info": 1}
            databases[name] = {"schema": schema, "rows": rows, "foreign_keys": keys}
            connection.execute("use memory")
            connection.execute("detach target")
        write_parquet(connection, manifest, folder / PARQUET)
    files = {str(path.relative_to(folder)): digest(path) for path in files_in(folder)}
    record = about | info | {"databases": databases, "files": files}
    (folder / RECORD).write_text(json.dumps(record, indent=1))
    # A link that leads here must not be on the disk before the files are.
    for path in [folder, *folder.rglob("*")]:
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


# ---- Auditing ------------------------------------------------------------------------------


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir())


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def counted(path: Path) -> dict:
    """What a database holds, as its entry in the record says it."""
    with duckdb.connect(str(path), read_only=True, config=READER) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() order by all"
        ).fetchall()
        rows = {
            table: connection.execute(f"select count(*) from {schema}.{table}").fetchall()[0][0]
            for schema, table in tables
        }
        ((keys,),) = connection.execute(
            "select count(*) from duckdb_constraints() where constraint_type = 'FOREIGN KEY'"
        ).fetchall()
    schemas = {schema for schema, _ in tables}
    return {"schema": " and ".join(sorted(schemas)), "rows": rows, "foreign_keys": keys}


def audit(folder: Path) -> dict:
    """Open a finished release as its readers will, compare it with its record, and return that.

    Raises Unfit where anything differs: a file too many is a log that would be replayed.
    """
    record = json.loads((folder / RECORD).read_text())
    found = {str(path.relative_to(folder)) for path in files_in(folder)}
    expected = {*record["files"], RECORD}
    for name in sorted(found ^ expected):
        raise Unfit(f"{folder / name} {'is left over' if name in found else 'is missing'}")
    for name, sha256 in record["files"].items():
        if digest(folder / name) != sha256:
            raise Unfit(f"{folder / name} has changed since it was written")
    for name, contents in record["databases"].items():
        if counted(folder / name) != contents:
            raise Unfit(f"{folder / name} does not hold what was written into it")
    marts = record["databases"]["vivim.duckdb"]["rows"]
    for path in sorted((folder / PARQUET).iterdir()):
        count = f"select count(*) from read_parquet({literal(path)})"
        if duckdb.execute(count).fetchall()[0][0] != marts[path.stem]:
            raise Unfit(f"{path} does not hold what was written into it")
    return record
