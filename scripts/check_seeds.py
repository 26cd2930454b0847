"""Check the seeds before dbt reads them: a line for each defect, with file, row, column and value.

Usage: python scripts/check_seeds.py              a difference to the accepted totals is a notice
       python scripts/check_seeds.py --accepted   it is a defect, as in `make test`
       python scripts/check_seeds.py --accept     accept the totals: write seeds/control_totals.csv
       python scripts/check_seeds.py --quiet      say nothing of good seeds

What is expected stands in the YAML of the seeds; scripts/gate tells where each rule is checked.
"""

import argparse
import sys
import time
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
from gate import cells, contributions, expectations, files, rules, totals
from gate.files import Defect

__all__ = ["Defect", "check", "inspect"]

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 50


@dataclass
class Report:
    """What a check found; totals are those of the seeds without a defect."""

    defects: list
    notices: list
    totals: dict
    rows: int


class Gate:
    """The seeds of one set of expectations, in memory: what has not changed is not read again."""

    def __init__(self, project):
        self.project = project
        self.patterns = {
            seed: project.variables[variable]
            for seed, variable in contributions.VARIABLES.items() if project.variables.get(variable)
        }  # fmt: skip
        # Hundreds of small tables: a second thread costs more than it does.
        settings = {"threads": 1, "enable_external_access": bool(self.patterns)}
        self.connection = duckdb.connect(config=settings)
        cells.prepare(self.connection)
        self.digests, self.contents, self.cell_defects = {}, {}, {}
        # Of each seed: the digests that it was judged by, its defects, its totals if it has none.
        self.judged = {}
        self.rules = {
            name: list(rules.Rules(seed, project).all()) for name, seed in project.seeds.items()
        }
        self.reads = {
            name: sorted({name}.union(*(rule.reads for rule in own)))
            for name, own in self.rules.items()
        }

    def load(self, root, names=None):
        """Read the files, of all seeds or those named, that are not those of the last check."""
        changed = []
        for name in names or self.project.seeds:
            seed = self.project.seeds[name]
            content, fault = files.read_bytes(root, seed.path)
            digest = files.digest(content) or fault
            if self.digests.get(name) != digest:
                self.contents[name] = files.read(seed, content, fault)
                self.digests[name] = digest
                changed.append((seed, self.contents[name]))
        if changed:
            cells.load(self.connection, changed, str(self.project.variables.get("as_of_date")))
            self.cell_defects |= cells.faults(self.connection, [seed for seed, _ in changed])

    def judge(self, name):
        """(defects of a seed; its totals if there are none)"""
        digests = [self.digests[each] for each in self.reads[name]]
        if name not in self.judged or self.judged[name][0] != digests:
            own = self.defects(name)
            own_totals = {} if own else totals.of_seed(self.connection, self.project.seeds[name])
            self.judged[name] = digests, own, own_totals
        return self.judged[name][1:]

    def defects(self, name):
        """Defects of what is loaded as a seed, by its file, its cells and its rules."""
        broken = {each for each in self.reads[name] if self.is_broken(each)}
        own = [*self.contents[name].defects, *self.cell_defects[name]]
        seed = self.project.seeds[name]
        return own + rules.check(self.connection, seed, self.rules[name], broken, own)

    def files(self, root):
        """(defects of the files in place of seeds, their rows), by the rules of these seeds."""
        self.connection.execute("set threads = 2")
        defects, rows = [], 0
        for name, pattern in self.patterns.items():
            seed = self.project.seeds[name]
            found = contributions.Files(root, pattern)
            content = found.load(self.connection, seed, str(self.project.variables.get("as_of_date")))
            self.contents[name] = content
            self.cell_defects |= cells.faults(self.connection, [seed])
            defects += [found.place(each, seed) for each in self.defects(name)]
            rows += content.count
        if list(self.patterns) == ["raw_contributors"]:
            # Contributions of other people than the contributors would be dropped.
            defects += self.defects("raw_contributions")
        self.connection.execute("set threads = 1")
        for name in self.patterns:
            # The next check loads the seed again.
            del self.digests[name]
        return defects, rows

    def tell(self, name, accepted, must_be_accepted, report):
        """Add what is to be told of a seed to a report."""
        seed = self.project.seeds[name]
        defects, now = self.judge(name)
        report.notices += self.contents[name].notices
        report.defects += defects
        if not now:
            return
        report.totals[name] = now
        report.defects += totals.swapped(seed, now, accepted)
        different = totals.differences(now, accepted)
        if must_be_accepted:
            report.defects += [
                Defect(
                    seed.path, 0, column, total, f"{before}, the accepted total: make accept-seeds"
                )
                for column, total, before in different
            ]
        elif different:
            moves = totals.told(seed, different)
            report.notices.append(f"{seed.path}: not what was accepted: {moves}")

    def is_broken(self, name):
        """Whether rows or keys of a seed could not be read: what refers to them may be right."""
        key = self.project.seeds[name].key
        unread = any(defect.column in key for defect in self.cell_defects[name])
        return unread or not self.contents[name].is_whole


@lru_cache(maxsize=2)
def gate_of(project):
    return Gate(project)


def inspect(root: Path, seeds=None, must_be_accepted=False) -> Report:
    """Check a project folder: all seeds, or those named and the ones that read them."""
    root = Path(root)
    project = expectations.read(root)
    gate = gate_of(project)
    gate.load(root)
    accepted, faults = totals.read(root)
    named = set(seeds or project.seeds)
    report = Report(faults, [], {}, sum(content.count for content in gate.contents.values()))
    for name in project.seeds:
        if named.intersection(gate.reads[name]):
            gate.tell(name, accepted.get(name, {}), must_be_accepted, report)
    if named.intersection(gate.patterns):
        defects, rows = gate.files(root)
        report.defects += defects
        report.rows += rows
    if seeds is None:
        report.defects += strays(root, project, accepted)
    report.defects.sort()
    return report


def strays(root, project, accepted):
    """CSV files that no YAML declares, and accepted totals of seeds that are gone."""
    known = {seed.path for seed in project.seeds.values()} | {totals.PATH}
    for path in sorted(root.glob("seeds/**/*.[cC][sS][vV]")):
        if str(path.relative_to(root)) not in known:
            yield Defect(
                str(path.relative_to(root)),
                0,
                "",
                path.name,
                "a seed that a YAML beside it declares",
            )
    for name in sorted(accepted.keys() - project.seeds.keys()):
        yield Defect(totals.PATH, 0, "seed", name, "a seed of the project: make accept-seeds")


def check(root: Path, seeds=None) -> list[Defect]:
    """Defects of a project folder, sorted; with names, of these seeds and those that read them."""
    return inspect(root, seeds).defects


def shown(text):
    """A value as people can read it: what cannot be seen, or is no Latin letter, as its number."""
    text = "".join(
        c if c.isascii() and c.isprintable()
        or c.isprintable() and (not c.isalpha() or unicodedata.name(c, "").startswith("LATIN"))
        else f"\\u{ord(c):04x}" for c in text
    )  # fmt: skip
    return text if len(text) <= 80 else f"{text[:77]}..."


def line_of(defect):
    """The line that tells of a defect."""
    place = f"{defect.file}:{defect.row}" if defect.row else defect.file
    column = f"{shown(defect.column)}: " if defect.column else ""
    return f"{place}: {column}found {shown(defect.value) or 'nothing'}; expected {defect.expected}"


def lines_of(defects):
    """The lines of all defects, at most MOST_LINES a file and a count of the rest."""
    by_file = {}
    for defect in defects:
        by_file.setdefault(defect.file, []).append(defect)
    for file, own in by_file.items():
        yield from map(line_of, own[:MOST_LINES])
        if len(own) > MOST_LINES:
            yield f"{file}: and {len(own) - MOST_LINES} more"


def main():
    """The command: tell what is wrong, and end with 1 if anything is."""
    parser = argparse.ArgumentParser(description="Check the seeds before dbt reads them.")
    parser.add_argument(
        "--accepted", action="store_true", help="other totals than accepted are defects"
    )
    parser.add_argument("--accept", action="store_true", help="write seeds/control_totals.csv")
    parser.add_argument("--quiet", action="store_true", help="say nothing of good seeds")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        report = inspect(ROOT, must_be_accepted=options.accepted)
    except ValueError as error:
        sys.exit(f"The seeds cannot be checked: {error}")
    if options.accept and not report.defects:
        totals.write(ROOT, report.totals)
        report = inspect(ROOT)
    for line in [*(f"notice: {notice}" for notice in report.notices), *lines_of(report.defects)]:
        print(line)
    if report.defects or not options.quiet:
        counts = f"{len(expectations.read(ROOT).seeds)} files, {report.rows} rows"
        seconds = time.monotonic() - start
        print(f"Seeds: {counts}, {len(report.defects) or 'no'} defects, {seconds:.1f} s")
    sys.exit(bool(report.defects))


if __name__ == "__main__":
    main()
