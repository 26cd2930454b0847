"""Run dbt and show how far it is: one line that changes, or one every ten seconds without a terminal.

Usage: python scripts/run_dbt.py ARGUMENT ...    the arguments are those of dbt

Errors, warnings and what macros print are shown whole, as they come; the progress goes to stderr.
The exit code is dbt's.
"""

import copy
import gc
import sys
import threading
import time
from contextlib import contextmanager, nullcontext

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.duckdb.environments import Environment
from dbt.cli.main import dbtRunner

SHOWN_LEVELS = {"warn", "error"}


class Progress:
    """Counts the nodes that are done, and shows the count until it is told to stop."""

    def __init__(self, stream=sys.stderr):
        self.stream = stream
        self.changes = stream.isatty()
        self.start = time.monotonic()
        self.part, self.done, self.total = "reading the project", 0, 0
        self.counting = threading.Lock()
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.thread.join()

    def run(self):
        while not self.stopped.wait(0.5 if self.changes else 10):
            self.clear()
            self.stream.write(self.line() + ("" if self.changes else "\n"))
            self.stream.flush()
        self.clear()

    def line(self):
        count = f" {self.done} of {self.total}" if self.total else ""
        return f"dbt: {self.part}{count}, {time.monotonic() - self.start:.0f} s"

    def clear(self):
        if self.changes:
            self.stream.write("\r\033[K")
            self.stream.flush()

    def see(self, event):
        """What dbt calls with each of its events."""
        name = event.info.name
        if name == "NodeFinished":
            with self.counting:
                self.done += 1
            self.part = event.data.node_info.resource_type
        elif name == "LogStartLine":
            self.total = event.data.total
        elif name == "ConcurrencyLine":
            self.total = event.data.node_count
            # The project is read and stays: no need to search it for garbage again and again.
            gc.enable()
            gc.collect()
            gc.freeze()
        elif name == "PrintEvent" or event.info.level in SHOWN_LEVELS:
            self.clear()
            print(event.info.msg, flush=True)


@contextmanager
def building(database):
    """Within, dbt builds in this file in place of the profile's, and closes it at the end.

    The path in the profile is constant, since dbt reads a project from zero when a path changes.
    """
    opened = Environment.initialize_db

    def open_here(credentials, plugins=None):
        credentials = copy.copy(credentials)
        credentials.path = str(database)
        return opened(credentials, plugins)

    Environment.initialize_db = staticmethod(open_here)
    try:
        yield
    finally:
        Environment.initialize_db = opened
        if DuckDBConnectionManager._ENV:
            DuckDBConnectionManager.env().close()
        DuckDBConnectionManager.close_all_connections()


def run(arguments, database=None):
    """Exit code of a dbt command, which may build in a database of its own."""
    gc.disable()
    # Nothing but what see() prints, in colors where a person reads it.
    output = ["--log-level", "none", "--use-colors" if sys.stdout.isatty() else "--no-use-colors"]
    with Progress() as progress, building(database) if database else nullcontext():
        result = dbtRunner(callbacks=[progress.see]).invoke([*output, *arguments])
        if result.exception:
            progress.clear()
            print(result.exception, file=sys.stderr)
    gc.unfreeze()
    return 0 if result.success else 1


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
