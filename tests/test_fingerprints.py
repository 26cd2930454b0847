"""A formula that moves a published figure shows as a line of tests/fingerprints.csv: `make accept`."""

import os
import sys
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

import fingerprints  # noqa: E402


def test_published_figures_are_those_that_were_accepted(warehouse):
    digest, accepted = fingerprints.read()
    if digest != fingerprints.warehouse.inputs_fingerprint():
        assert "CI" not in os.environ, "the inputs have changed: make build, then make accept"
        pytest.skip("the inputs are not those of the fingerprints: make accept after make build")
    found = {tuple(line) for line in fingerprints.lines(warehouse)}
    differing = sorted(found ^ {tuple(line) for line in accepted})
    assert not differing, "accept with make accept: " + "; ".join(map(str, differing[:20]))


def test_every_kind_of_change_of_a_column_shows():
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.build_info as select 'x' as inputs_sha256")
        connection.execute(
            "create table marts.costs as select * from (values"
            " ('a', 1.25, true, null), ('b', 2.50, false, date '2026-01-31'))"
            " as rows (code, cost_eur, is_cash, paid_on)"
        )
        assert list(fingerprints.lines(connection)) == [
            ["costs", "code", "2", "0", "2", ""],
            ["costs", "cost_eur", "2", "0", "2", "3.75"],
            ["costs", "is_cash", "2", "0", "2", "1"],
            ["costs", "paid_on", "2", "1", "1", ""],
        ]
