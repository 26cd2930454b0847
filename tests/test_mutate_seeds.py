"""The tool that changes the seeds to see whether the input gate tells of it."""

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import mutate_seeds  # noqa: E402
import seed_mutations  # noqa: E402
from check_seeds import Defect  # noqa: E402
from seed_mutations import Mutation, Table  # noqa: E402

SEED = "raw_currencies"
PATH = "seeds/shared/raw_currencies.csv"
OTHER = "seeds/people/raw_locations.csv"


@pytest.fixture(scope="module")
def worker():
    return mutate_seeds.Worker(is_whole=True)


def judged(worker, *mutations):
    return [
        (where, line)
        for _, where, line in mutate_seeds.judge(worker.copy, worker.tables, mutations)
    ]


def test_every_seed_every_rule_and_every_number_is_changed(worker):
    made = seed_mutations.of_all(worker.tables)
    drawn = list(seed_mutations.drawn(made))
    assert len(drawn) >= 250
    assert {mutation.seed for mutation in drawn} == set(worker.tables)
    assert {mutation.rule for mutation in drawn} == {mutation.rule for mutation in made}
    numbers = {
        f"{name}.{column}"
        for name, table in worker.tables.items()
        for column, kind in table.kinds.items()
        if kind in ("integer", "decimal")
        and column != "line_number"
        and any(table.number(number, column) for number in range(len(table.rows)))
    }
    assert numbers == {mutation.one_of for mutation in drawn if mutation.one_of}
    assert set(Counter(mutation.one_of for mutation in drawn if mutation.one_of).values()) == {1}


def test_two_runs_change_the_same(worker):
    again = {name: Table(worker.copy, table.seed) for name, table in worker.tables.items()}
    first, second = (
        [(m.rule, m.seed, m.what) for m in seed_mutations.drawn(seed_mutations.of_all(tables))]
        for tables in ({n: Table(worker.copy, t.seed) for n, t in again.items()}, again)
    )
    assert first == second


def test_at_least_thirty_good_changes(worker):
    assert len(list(mutate_seeds.good(worker.tables))) >= 30


def test_a_change_that_nobody_tells_of_survives(worker):
    nothing = Mutation("nothing", SEED, "", seed_mutations.writer(worker.tables[SEED].content))
    assert judged(worker, nothing) == [("SURVIVED", "nothing was told")]


def test_a_change_told_at_another_row_or_column_survives(worker):
    table = worker.tables[SEED]
    empty = table.mutation("a missing value", 1, {"name": ""})
    right, row, column = judged(
        worker, empty, replace(empty, row=2), replace(empty, columns=("x",))
    )
    assert right == ("gate", f"{PATH}:3: name: found nothing; expected a value")
    assert row[0] == column[0] == "SURVIVED" and row[1].startswith("told elsewhere")


def test_the_totals_count_only_where_the_gate_cannot_know(worker):
    table = worker.tables[SEED]
    name = table.mutation("another name", 0, {"name": "Franc of Switzerland"})
    assert [where for where, _ in judged(worker, name, replace(name, by_totals=True))] == [
        "SURVIVED",
        "totals",
    ]


def test_what_only_a_reader_of_the_seed_tells_is_told(worker):
    table = worker.tables[SEED]
    number = next(n for n in range(len(table.rows)) if table.key(n) == "GBP")
    mutation = table.mutation("a code that others name", number, {"currency_code": "GBX"})
    (found,) = judged(worker, replace(mutation, row=None, columns=(), told_in=OTHER))
    assert found[0] == "gate" and found[1].startswith(OTHER)


@pytest.mark.parametrize("change", ["remove", "into_folder", "link_to_outside"])
def test_a_file_is_put_back(worker, change):
    path = worker.copy / PATH
    mutation = Mutation(change, SEED, "", getattr(seed_mutations, change), 0)
    assert [where for where, _ in judged(worker, mutation)] == ["gate"]
    assert path.is_file() and not path.is_symlink()
    assert path.read_bytes() == (ROOT / PATH).read_bytes()


def test_a_good_change_with_a_defect_is_refused(worker):
    table = worker.tables[SEED]
    bad = table.with_cells(0, {"minor_units": "-1"})
    same = mutate_seeds.reordered_rows(table).encode()
    changes = [("bad", {SEED: bad}), ("same", {SEED: same})]
    (_, told), (_, accepted) = mutate_seeds.refusals(worker.copy, worker.tables, changes)
    assert told == f"{PATH}:2: minor_units: found -1; expected 0 to 3"
    assert accepted == ""


def test_a_row_that_is_not_there_stops_the_list(worker):
    with pytest.raises(KeyError, match="raw_currencies has no row XXX"):
        mutate_seeds.changed(worker.tables[SEED], {"set": {"XXX": {"name": "x"}}})


def test_verdict_looks_at_the_named_file():
    mutation = Mutation("x", SEED, "", None, 3, ("name",), told_in=OTHER)
    told = Defect(PATH, 3, "name", "", "a value")
    assert mutate_seeds.verdict(mutation, PATH, [told])[0] == "SURVIVED"
    assert mutate_seeds.verdict(mutation, PATH, [told._replace(file=OTHER)])[0] == "gate"
