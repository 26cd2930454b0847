"""What a month costs, brings and pays does not depend on how long the plan is.

The project is compiled once with a horizon that stands for any, into a folder of its own. The models
that marts by scenario and month are built from then run in one process, in memory, for several
horizons and lengths of the dividend period, and every two horizons are compared over all months of
the shorter. Sensitivity runs are left out: no such mart reads them.

The other horizons and lengths run with: pytest tests/test_horizons.py --all-horizons
"""

import itertools
import shutil

import pytest
from compiled_project import CompiledProject

ANY_HORIZON = 987001
# Every quick pair has a horizon that ends with a period of three months, and 12 is a multiple of all
# lengths but five.
QUICK = {3: [24, 36, 48], 5: [24, 36]}
ALL = {length: [12, 24, 30, 36, 48] for length in (1, 3, 5, 6)}
# Whether a month breaks even asks all months up to the horizon.
DEPENDS_ON_THE_HORIZON = {
    "unit_economics_monthly": ["is_break_even_month", "is_cash_break_even_month"],
}
# A period that the horizon cuts pays nothing, so its months carry no payout fees: they are compared
# up to the last period that is whole under both horizons.
CARRIES_PAYOUT_FEES = {"unit_economics_monthly"}


def pytest_generate_tests(metafunc):
    if "length" in metafunc.fixturenames:
        cases = ALL if metafunc.config.getoption("--all-horizons") else QUICK
        pairs = [
            (length, *pair)
            for length, horizons in cases.items()
            for pair in itertools.combinations(horizons, 2)
        ]
        metafunc.parametrize("length, shorter, longer", pairs)


class Project(CompiledProject):
    """The compiled project, and the results of the horizons that were asked for."""

    def __init__(self, folder):
        variables = {"horizon_months": ANY_HORIZON, "monte_carlo_draws": 10}
        super().__init__(folder, "resource_type:model", variables)
        self.connection.execute("attach ':memory:' as results")
        self.computed = set()

    def marts(self):
        """{mart: column that says the month} of the marts by scenario and month."""
        found = {}
        for node in self.nodes.values():
            columns = node["columns"]
            is_mart = node["resource_type"] == "model" and node["schema"] == "marts"
            if is_mart and "scenario_code" in columns:
                for month in ("month_index", "payout_month"):
                    if month in columns and node["name"] not in found:
                        found[node["name"]] = month
        # By milestone as well, at its last month.
        return {mart: month for mart, month in found.items() if mart != "break_even_analysis"}

    def results(self, length, horizon):
        """Schema of the results of a horizon with dividend periods of a length."""
        schema = f"results.length_{length}_horizon_{horizon}"
        if schema in self.computed:
            return schema
        execute = self.connection.execute
        execute("attach ':memory:' as vivim")
        try:
            self.fill(length, horizon)
            execute(f"create schema {schema}")
            for mart in self.marts():
                execute(f"create table {schema}.{mart} as from vivim.marts.{mart}")
        finally:
            execute("detach vivim")
        self.computed.add(schema)
        return schema

    def fill(self, length, horizon):
        """Load the seeds and run the models that the compared marts are built from."""
        execute = self.connection.execute
        for name in {node["schema"] for node in self.nodes.values()}:
            execute(f"create schema if not exists vivim.{name}")
        wanted = [f"model.vivim.{mart}" for mart in self.marts()]
        for node in self.in_order(wanted, set()):
            if node["resource_type"] == "seed":
                self.load(node)
            else:
                self.run(node, {str(ANY_HORIZON): str(horizon)})
            if node["name"] == "raw_dividend_policies":
                execute("update vivim.raw.raw_dividend_policies set period_months = ?", [length])
            if node["name"] == "int_driver_ends":
                execute("delete from vivim.intermediate.int_driver_ends")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("horizons")
    yield Project(folder)
    shutil.rmtree(folder)


def test_marts_by_month_are_compared(project):
    assert set(project.marts()) >= {
        "monthly_costs", "unit_economics_monthly", "user_base_projections", "revenue_projections",
        "labor_cost_forecasts", "dividend_calculations",
    }  # fmt: skip


def differences(project, length, shorter, longer):
    """(mart, rows of the shorter plan that the longer has not, and the other way round)."""
    for mart, month in project.marts().items():
        left_out = ", ".join(DEPENDS_ON_THE_HORIZON.get(mart, []))
        columns = f"* exclude ({left_out})" if left_out else "*"
        last = shorter - shorter % length if mart in CARRIES_PAYOUT_FEES else shorter
        # A period that ends with the plan pays in the month after it.
        condition = f"{month} <= {last + (month == 'payout_month')} or {month} is null"
        sides = [
            f"select {columns} from {project.results(length, horizon)}.{mart} where {condition}"
            for horizon in (shorter, longer)
        ]
        for one, other in (sides, reversed(sides)):
            rows = project.connection.execute(f"{one} except all {other} limit 2").fetchall()
            if rows:
                yield mart, rows


def test_months_do_not_depend_on_the_horizon(project, length, shorter, longer):
    assert list(differences(project, length, shorter, longer)) == []


def test_the_comparison_sees_a_difference(project):
    """A table of the longer plan that lost a month is found."""
    schema = project.results(3, 36)
    project.connection.execute("begin")
    project.connection.execute(f"delete from {schema}.user_base_projections where month_index = 2")
    try:
        found = dict(differences(project, 3, 24, 36))
    finally:
        project.connection.execute("rollback")
    assert list(found) == ["user_base_projections"]
