"""The published files: what is in them, their keys, and what a reader who follows README can do.

They are written from the warehouse that is tested, into a folder of their own, as make build does it.
"""

import json
import re
import runpy
import shutil
from pathlib import Path

import duckdb
import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILES = runpy.run_path(str(ROOT / "scripts" / "published_files.py"))
CONTRACT = yaml.safe_load((ROOT / "docs" / "entity_contract.yml").read_text())
WAVES = {name: entity["wave"] for name, entity in CONTRACT["entities"].items()}
INFO = {"version": "1.0.0", "git_commit": None, "inputs_sha256": "0" * 64}
# Relationships of the contract that are tests and no keys: each leads back into its own wave.
WITHOUT_KEY = {"R14", "R49", "R50", "R52"}


def public(manifest):
    return FILES["keys_by_table"](manifest, "marts")


def write(pytestconfig, manifest, folder):
    build = ROOT / pytestconfig.getoption("--warehouse")
    FILES["write"](build, manifest, WAVES, folder, INFO, {"release": "a"})
    return folder


@pytest.fixture(scope="module")
def release(pytestconfig, manifest, tmp_path_factory):
    return write(pytestconfig, manifest, tmp_path_factory.mktemp("release") / "published")


@pytest.fixture
def marts(release):
    with duckdb.connect(str(release / "vivim.duckdb"), read_only=True) as connection:
        yield connection


def test_the_files_are_as_their_record_says(release, manifest):
    record = FILES["audit"](release)
    assert record["databases"]["vivim.duckdb"]["rows"].keys() == {*public(manifest), "build_info"}
    parquet = {path.stem for path in (release / "parquet").iterdir()}
    assert parquet == public(manifest).keys()


@pytest.mark.parametrize("file, schema", FILES["DATABASES"].items())
def test_a_file_holds_one_schema_and_nothing_else(release, warehouse, file, schema):
    """Not a view, a macro, a type or a table more than dbt built, but for build_info."""
    with duckdb.connect(str(release / file), read_only=True) as connection:
        things = connection.execute(
            "select distinct schema_name from duckdb_tables() where not internal"
            " union select schema_name from duckdb_views() where not internal"
            " union select schema_name from duckdb_functions() where not internal"
            " union select schema_name from duckdb_types() where not internal"
            " union select schema_name from duckdb_sequences()"
        ).fetchall()
        query = "select table_name from duckdb_tables() where schema_name = ? order by 1"
        tables = [name for (name,) in connection.execute(query, [schema]).fetchall()]
    assert things == [(schema,)]
    built = [name for (name,) in warehouse.execute(query, [schema]).fetchall()]
    assert [name for name in tables if name != "build_info"] == built


def test_every_row_of_a_mart_is_in_both_files(release, warehouse, manifest):
    warehouse.execute(f"attach '{release / 'vivim.duckdb'}' as published (read_only)")
    try:
        for table in public(manifest):
            built = warehouse.execute(f"select * from marts.{table} order by all").fetchall()
            file = f"read_parquet('{release / 'parquet' / table}.parquet')"
            for published in (f"published.marts.{table}", file):
                assert warehouse.execute(f"from {published} order by all").fetchall() == built
    finally:
        warehouse.execute("detach published")


def test_the_file_opens_in_older_clients_and_wastes_no_space(marts):
    tags = "select tags from duckdb_databases() where database_name = 'vivim'"
    assert marts.execute(tags).fetchall() == [({"storage_version": "v1.2.0+"},)]
    assert marts.execute("select block_size from pragma_database_size()").fetchall() == [(16384,)]


def test_descriptions_come_along(marts, manifest):
    comments = dict(marts.execute("select table_name, comment from duckdb_tables()").fetchall())
    for node in manifest["nodes"].values():
        if node["name"] in public(manifest):
            assert comments[node["name"]] == node["description"]


# ---- Keys ----------------------------------------------------------------------------------


def keys_in(connection, kind):
    """(table, its columns, the other table, its columns) of every key of a kind."""
    return {
        (table, tuple(columns), other, tuple(theirs or []))
        for table, columns, other, theirs in connection.execute(
            "select table_name, constraint_column_names, referenced_table, referenced_column_names"
            " from duckdb_constraints() where constraint_type = ?",
            [kind],
        ).fetchall()
    }


def test_every_mart_has_the_primary_key_of_its_contract(marts, manifest):
    found = {(table, columns) for table, columns, *_ in keys_in(marts, "PRIMARY KEY")}
    assert found == {(table, tuple(key)) for table, key in public(manifest).items()}


def test_every_relationship_of_the_contract_between_marts_is_a_foreign_key(marts, manifest):
    found = keys_in(marts, "FOREIGN KEY")
    expected, without = set(), set()
    for item in CONTRACT["relationships"]:
        parent, child = item["parent"], item["child"]
        if {parent["entity"], child["entity"]} <= public(manifest).keys():
            column = manifest["nodes"][f"model.vivim.{child['entity']}"]["columns"]
            if child["column"] in column:
                key = (child["entity"], (child["column"],), parent["entity"], (parent["column"],))
                (without if item["id"] in WITHOUT_KEY else expected).add(key)
    assert len(expected) > 10 and expected <= found
    assert not without & found


def test_every_relationships_test_between_marts_is_a_foreign_key(marts, manifest):
    """Counted once more, by another way than the files are written."""
    tested = set()
    for test in manifest["nodes"].values():
        if (test.get("test_metadata") or {}).get("name") == "relationships":
            to = re.sub(r"^ref\('(stg_)?|'\)$", "", test["test_metadata"]["kwargs"]["to"])
            child = test["attached_node"].removeprefix("model.vivim.")
            if {child, to} <= public(manifest).keys() and not test["config"]["where"]:
                field = test["test_metadata"]["kwargs"]["field"]
                tested.add((child, (test["column_name"],), to, (field,)))
    left_out = {
        # Within a wave, and back to where it came from.
        (child, (column,), parent, (key,))
        for child, column, parent, key in [
            ("milestone_team_allocations", "labor_budget_code", "labor_budgets", "labor_budget_code"),
            ("legal_projects", "legal_budget_code", "legal_budgets", "legal_budget_code"),
            ("audit_causes", "amount_check_code", "audit_checks", "check_code"),
        ]
    }
    assert left_out <= tested
    assert keys_in(marts, "FOREIGN KEY") == tested - left_out


def test_a_column_named_as_the_key_of_a_dimension_refers_to_it(marts, manifest):
    dimensions = {
        tuple(key): node["name"]
        for node in manifest["nodes"].values()
        for table, key in public(manifest).items()
        if node["name"] == table and node["fqn"][1:3] == ["marts", "dimensions"]
    }
    found = {(table, columns) for table, columns, *_ in keys_in(marts, "FOREIGN KEY")}
    missing = [
        f"{table}.{column}"
        for table in public(manifest)
        for column in manifest["nodes"][f"model.vivim.{table}"]["columns"]
        if dimensions.get((column,), table) != table and (table, (column,)) not in found
    ]
    assert not missing, "each needs a test relationships: " + ", ".join(missing)


def test_keys_are_enforced(release, tmp_path):
    copy = tmp_path / "vivim.duckdb"
    shutil.copy(release / "vivim.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        for wrong in (
            "insert into marts.headcount"
            " select * replace ('M99' as role_code) from marts.headcount limit 1",
            "delete from marts.scenarios",
            "insert into marts.milestones from marts.milestones",
        ):
            with pytest.raises(duckdb.ConstraintException):
                connection.execute(wrong)


# ---- Bytes ---------------------------------------------------------------------------------


def test_parquet_files_follow_from_their_rows_alone(pytestconfig, manifest, release, tmp_path):
    again = write(pytestconfig, manifest, tmp_path / "elsewhere" / "published")
    for path in (release / "parquet").iterdir():
        assert path.read_bytes() == (again / "parquet" / path.name).read_bytes(), path.name


def test_parquet_files_are_sorted_by_key(release, manifest):
    for table, key in public(manifest).items():
        names = ", ".join(f'"{column}"' for column in key)
        rows = duckdb.execute(
            f"select {names} from read_parquet('{release / 'parquet' / table}.parquet')"
        ).fetchall()
        assert rows == sorted(rows), table


def test_no_file_names_a_place_on_the_machine(release):
    for path in FILES["files_in"](release):
        content = path.read_bytes()
        for place in (ROOT, release, Path.home()):
            assert str(place).encode() not in content, f"{path.name} names {place}"


# ---- Readers -------------------------------------------------------------------------------


@pytest.fixture
def reader(release, monkeypatch, tmp_path):
    """The connection that README recommends, from its own lines."""
    readme = (ROOT / "README.md").read_text()
    (lines,) = re.findall(r"```python\n(.*?duckdb\.connect\(.*?)```", readme, re.DOTALL)
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "published").symlink_to(release)
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(lines, names)
    return names["connection"]


@pytest.mark.parametrize(
    "statement",
    [
        "from read_csv('/etc/passwd')",
        "from read_text('/etc/passwd')",
        "from read_blob('/etc/passwd')",
        "from '/etc/passwd'",
        "copy (select 1) to '{folder}/out.csv'",
        "copy marts.milestones to '{folder}/out.parquet' (format parquet)",
        "export database '{folder}/out'",
        "attach '{folder}/out.duckdb'",
        "attach 'warehouse/published/restricted/vivim_restricted.duckdb'",
        "create table marts.mine as select 1",
        "delete from marts.milestones",
        "set enable_external_access = true",
        "reset enable_external_access",
        "set lock_configuration = false",
        "install httpfs",
        "load '/tmp/any.duckdb_extension'",
    ],
)
def test_a_reader_as_readme_recommends_reaches_nothing_else(reader, tmp_path, statement):
    before = sorted(tmp_path.iterdir())
    refused = duckdb.PermissionException, duckdb.InvalidInputException, duckdb.CatalogException
    with pytest.raises(refused):
        reader.execute(statement.format(folder=tmp_path)).fetchall()
    assert sorted(tmp_path.iterdir()) == before
    assert reader.execute("select count(*) from marts.milestones").fetchall() == [(10,)]


def test_the_connection_strings_of_readme_switch_everything_off():
    """A string for each tool: read-only, without files, and neither can be changed."""
    readme = (ROOT / "README.md").read_text()
    strings = re.findall(r"`((?:duckdb -|duckdb:|jdbc:)[^`]*)`", readme)
    assert len(strings) == 3
    for string in strings:
        for setting in ("enable_external_access", "lock_configuration"):
            assert setting in string, string
        assert "access_mode=read_only" in string or "-readonly" in string, string


# ---- What the audit refuses ----------------------------------------------------------------


@pytest.mark.parametrize(
    "damage, complaint",
    [
        (lambda folder: (folder / "vivim.duckdb.wal").write_bytes(b""), "vivim.duckdb.wal is left over"),
        (lambda folder: (folder / "parquet" / "months.parquet").unlink(), "months.parquet is missing"),
        (lambda folder: (folder / "vivim.duckdb").open("ab").write(b"0"), "has changed since"),
    ],
)
def test_the_audit_refuses_what_is_not_as_written(release, tmp_path, damage, complaint):
    copy = tmp_path / "published"
    shutil.copytree(release, copy)
    damage(copy)
    with pytest.raises(Exception, match=complaint):
        FILES["audit"](copy)


@pytest.mark.parametrize(
    "statement",
    [
        "create schema other; create table other.t (a integer)",
        "drop table marts.figure_inputs",
        "delete from marts.figure_inputs where month_index = 1",
        "create table marts.t (a integer)",
    ],
)
def test_the_audit_counts_what_a_database_holds(release, tmp_path, statement):
    copy = tmp_path / "published"
    shutil.copytree(release, copy)
    with duckdb.connect(str(copy / "vivim.duckdb")) as connection:
        connection.execute(statement)
    record = json.loads((copy / "release.json").read_text())
    record["files"]["vivim.duckdb"] = FILES["digest"](copy / "vivim.duckdb")
    (copy / "release.json").write_text(json.dumps(record))
    with pytest.raises(Exception, match="does not hold what was written"):
        FILES["audit"](copy)
