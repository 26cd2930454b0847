"""Harmful changes of the seeds, one at a time: does the input gate tell of each, where it stands?

Usage: python scripts/mutate_seeds.py            prints the table; exit code 1 if a change survives
       python scripts/mutate_seeds.py SEED       of one seed
       python scripts/mutate_seeds.py --whole    all changes, not one in five of those from the YAML

Most changes are made from the YAML of the seeds (seed_mutations.py); those that know what a value
means, and good ones that must be accepted, are listed in scripts/mutations. They are made in a copy
of the seeds; dbt builds nothing.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

import seed_mutations
import yaml
from check_seeds import Report, gate_of, inspect, line_of
from gate import expectations, totals
from seed_mutations import Mutation, Table

ROOT = Path(__file__).resolve().parent.parent
CATALOG = Path(__file__).parent / "mutations"
SURVIVED = "SURVIVED"


def copy_of(root, folder):
    """What the gate reads of a project, in a folder of its own."""
    copy = Path(folder) / "project"
    for path in [root / "dbt_project.yml", *root.glob("tests/assert_*.sql")]:
        (copy / path.relative_to(root)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy / path.relative_to(root))
    shutil.copytree(root / "seeds", copy / "seeds")
    return copy


# ---- The lists ----------------------------------------------------------------------------------


def changed(table, entry):
    """A table's bytes after an entry of a list: cells set in a row, or a line of text added."""
    lines = list(table.lines)
    for key, cells in entry.get("set", {}).items():
        number = next((n for n in range(len(table.rows)) if table.key(n) == key), None)
        if number is None:
            raise KeyError(f"{table.seed.name} has no row {key}")
        row = [str(cells.get(name, cell)) for name, cell in zip(table.header, table.rows[number])]
        lines[number + 1] = seed_mutations.line_of(row)
    lines += entry.get("add", [])
    return ("\n".join(lines) + "\n").encode()


def listed_harm(tables):
    """Mutations of scripts/mutations/harmful.yml."""
    for entry in yaml.safe_load((CATALOG / "harmful.yml").read_text()):
        table = tables[entry["seed"]]
        lines = entry.get("add", []) and [len(table.lines) + 1]
        keys = [table.key(n) for n in range(len(table.rows))]
        lines += [keys.index(key) + 2 for key in entry.get("set", {})]
        columns = entry.get("told_at") or [
            c for cells in entry.get("set", {}).values() for c in cells
        ]
        yield Mutation(
            entry["what"], table.seed.name,
            "; ".join([*entry.get("set", {}), *entry.get("add", [])]),
            seed_mutations.writer(changed(table, entry)),
            None if entry.get("anywhere") or len(lines) > 1 else lines[0], tuple(columns),
            entry.get("told_in", ""), entry.get("by_totals", False),
        )  # fmt: skip


def reordered_rows(table):
    header, *rows = table.lines
    return "\n".join([header, *reversed(rows)]) + "\n"


def reordered_columns(table):
    return (
        "\n".join(seed_mutations.line_of(row[::-1]) for row in [table.header, *table.rows]) + "\n"
    )


def quoted(table):
    def cell(text):
        return '"' + text.replace('"', '""') + '"'

    return "\n".join(",".join(map(cell, row)) for row in [table.header, *table.rows]) + "\n"


FORMS = {
    "rows in another order": reordered_rows,
    "columns in another order": reordered_columns,
    "all cells in quotes": quoted,
    "a byte order mark": lambda table: "\ufeff" + table.content.decode(),
    "line ends of Windows": lambda table: table.content.decode().replace("\n", "\r\n"),
    "a byte order mark and line ends of Windows": lambda table: "\ufeff"
    + table.content.decode().replace("\n", "\r\n"),
}
OF_FORM = [
    "raw_salary_benchmark_versions",
    "raw_service_pricing_tiers",
    "raw_fx_rates",
    "raw_risk_register",
]


def good(tables):
    """(what, {seed: bytes}) of the changes that must be accepted."""
    for what, form in FORMS.items():
        for name in OF_FORM:
            yield f"{what}: {name}", {name: form(tables[name]).encode()}
    for entry in yaml.safe_load((CATALOG / "accepted.yml").read_text()):
        yield entry["what"], {
            name: changed(tables[name], part) for name, part in entry["seeds"].items()
        }


# ---- Running ------------------------------------------------------------------------------------


def put_back(path, content):
    """The file as it was, whatever a mutation made of it."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def is_of_totals(defect):
    return "the accepted total" in defect.expected


def verdict(mutation, path, defects):
    """(where it was caught, the line that tells of it)"""
    of_file = [defect for defect in defects if defect.file == (mutation.told_in or path)]
    for defect in of_file:
        is_there = mutation.row is None or defect.row == mutation.row
        if is_there and not is_of_totals(defect):
            if not mutation.columns or defect.column in mutation.columns:
                return "gate", line_of(defect)
    of_totals = [defect for defect in of_file if is_of_totals(defect)]
    if mutation.by_totals and of_totals:
        return "totals", line_of(of_totals[0])
    elsewhere = [defect for defect in defects if not is_of_totals(defect)]
    return SURVIVED, f"told elsewhere: {line_of(elsewhere[0])}" if elsewhere else "nothing was told"


def judge(copy, tables, mutations):
    """(mutation, where it was caught, line) of each; files are put back."""
    gate = gate_of(expectations.read(copy))
    accepted, _ = totals.read(copy)
    names_read = set()
    for mutation in mutations:
        seed = tables[mutation.seed].seed
        mutation.change(copy / seed.path)
        gate.load(copy, names_read | {seed.name})
        names_read = {seed.name}
        # The seeds that read this one, up to eighty, are asked only where it tells of nothing.
        readers = [name for name, read in gate.reads.items() if seed.name in read]
        for names in ([seed.name], readers):
            report = Report([], [], {}, 0)
            for name in names:
                gate.tell(name, accepted[name], True, report)
            where, line = verdict(mutation, seed.path, sorted(report.defects))
            if where != SURVIVED:
                break
        put_back(copy / seed.path, tables[seed.name].content)
        yield mutation, where, line
    gate.load(copy)


def refusals(copy, tables, changes):
    """(what, line of the defect) of good changes that the gate does not accept."""
    accepted = (copy / totals.PATH).read_bytes()
    for what, contents in changes:
        for name, content in contents.items():
            (copy / tables[name].seed.path).write_bytes(content)
        report = inspect(copy, list(contents))
        if not report.defects:
            # With its new totals a change is nothing to tell of.
            totals.write(copy, totals.read(copy)[0] | report.totals)
            report = inspect(copy, list(contents), must_be_accepted=True)
        yield what, line_of(report.defects[0]) if report.defects else ""
        for name in contents:
            (copy / tables[name].seed.path).write_bytes(tables[name].content)
        (copy / totals.PATH).write_bytes(accepted)


class Worker:
    """A process's own copy of the seeds, and the mutations."""

    def __init__(self, is_whole):
        self.folder = tempfile.TemporaryDirectory()
        self.copy = copy_of(ROOT, self.folder.name)
        if before := inspect(self.copy, must_be_accepted=True).defects:
            raise ValueError(f"the seeds have defects of their own: {line_of(before[0])}")
        self.tables = {
            name: Table(self.copy, seed)
            for name, seed in expectations.read(self.copy).seeds.items()
        }
        made = seed_mutations.of_all(self.tables)
        self.mutations = [
            *(made if is_whole else seed_mutations.drawn(made)),
            *listed_harm(self.tables),
        ]


@lru_cache
def worker(is_whole):
    return Worker(is_whole)


def harm(name, is_whole):
    """(rule, seed, what, where it was caught, line) of each mutation of a seed."""
    own = worker(is_whole)
    return [
        (mutation.rule, mutation.seed, mutation.what, where, line)
        for mutation, where, line in judge(
            own.copy, own.tables, [m for m in own.mutations if m.seed == name]
        )
    ]


def all_refusals(is_whole):
    own = worker(is_whole)
    return list(refusals(own.copy, own.tables, good(own.tables)))


def main():
    parser = argparse.ArgumentParser(
        description="Does the input gate tell of each harmful change of a seed?"
    )
    parser.add_argument(
        "seed", nargs="*", help="seeds to change; without one, all and the good changes too"
    )
    parser.add_argument(
        "--whole", action="store_true", help="all changes, not one in five of those from the YAML"
    )
    options = parser.parse_args()
    start = time.monotonic()
    names = options.seed or sorted(expectations.read(ROOT).seeds)
    found, kinds, failures = Counter(), set(), []
    with ProcessPoolExecutor() as pool:
        refused = None if options.seed else pool.submit(all_refusals, options.whole)
        for results in pool.map(harm, names, [options.whole] * len(names)):
            for rule, seed, what, where, line in results:
                print(f"{rule} | {seed} | {where} | {line}", flush=True)
                found[where] += 1
                kinds.add(rule)
                if where == SURVIVED:
                    failures.append(f"{SURVIVED}: {rule} | {seed} | {what} | {line}")
        good_changes = refused.result() if refused else []
    failures += [f"REFUSED: {what}: {line}" for what, line in good_changes if line]
    print(*failures, sep="\n")
    print(
        f"{found.total()} harmful changes of {len(kinds)} kinds: "
        f"{found['gate']} caught by the gate, {found['totals']} by the accepted totals, "
        f"{found[SURVIVED]} survived. "
        f"{len(good_changes)} good changes, {sum(bool(line) for _, line in good_changes)} refused. "
        f"{time.monotonic() - start:.0f} s"
    )
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
