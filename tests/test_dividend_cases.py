"""Edge cases of the dividend, from contributions to the statement: the compiled models on other inputs.

One policy shares all revenue by ACUs x quality and pays each month from 10.00 on; a case changes what
it is about. The statement is read as text too, by the analysis that prints it.
"""

import datetime
from decimal import Decimal

import pytest
from compiled_project import CompiledProject

SOMEBODY = "somebody-987001"
JANUARY = "2026-01-01"
LAST = 4
POLICY = {
    "dividend_policy_code": "p", "name": "Rules", "valid_from": JANUARY, "platform_share": 0,
    "pool_basis": "revenue", "scoring_method": "acu_weighted", "min_acus": 1, "min_quality": 0.5,
    "volume_cap_acus": 500, "period_months": 1, "min_payout_eur": 10, "is_alternative": False,
}  # fmt: skip
PERSON = {
    "payout_method_from": JANUARY, "tax_form_from": JANUARY, "training_consent_from": JANUARY,
}  # fmt: skip
SCORES = ["quality", "uniqueness", "depth", "domain", "engagement", "consistency"]
# Made here in place of the models of that name.
GIVEN = {
    "int_scenario_variants": "select 'base' as variant_code, true as is_default",
    "stg_scenarios": "select 'base' as scenario_code, true as is_default",
}


class Cases(CompiledProject):
    """The models of the dividend on the inputs of a case."""

    def __init__(self, folder):
        selection = "+contributor_statements int_dividend_statistics contributor_statement"
        super().__init__(folder, selection, {"horizon_months": LAST}, {"CONTRIBUTOR": SOMEBODY})
        self.ids = {node["name"]: key for key, node in self.nodes.items()}

    def fill(self, name, rows):
        node = self.nodes[self.ids[name]]
        columns = node["config"]["column_types"]
        relation = f"vivim.{node['schema']}.{name}"
        described = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self.connection.execute(f"create table {relation} ({described})")
        for row in rows:
            self.connection.execute(
                f"insert into {relation} ({', '.join(row)}) values ({', '.join('?' * len(row))})",
                list(row.values()),
            )

    def share(self, people, contributions, revenue, policies=(POLICY,)):
        """{(code, month of the period's first day): row of contributor_statements}.

        people: {code: what differs from PERSON}; contributions: (code, month, ACUs, quality);
        revenue: {month: EUR}.
        """
        execute = self.connection.execute
        execute("attach ':memory:' as vivim")
        try:
            for schema in {node["schema"] for node in self.nodes.values()}:
                execute(f"create schema if not exists vivim.{schema}")
            margins = " union all ".join(
                f"select 'base' as variant_code, {month} as month_index,"
                f" cast({revenue.get(month, 0)} as decimal(18, 2)) as model_revenue_eur,"
                " cast(0 as decimal(18, 2)) as contribution_margin_eur"
                for month in range(1, LAST + 1)
            )
            seen = set()
            for name, sql in {**GIVEN, "int_model_margins": margins}.items():
                node = self.nodes[self.ids[name]]
                execute(f"create table vivim.{node['schema']}.{name} as {sql}")
                seen.add(self.ids[name])
            seeds = {
                "raw_dividend_policies": policies,
                "raw_dividend_factors": [
                    {"dividend_policy_code": policy["dividend_policy_code"], "factor": "quality",
                     "weight": 1}
                    for policy in policies
                ],
                "raw_contributors": [
                    {**PERSON, "contributor_code": code, **differs}
                    for code, differs in people.items()
                ],
                "raw_contributions": [
                    {"contributor_code": code, "month_index": month, "acus": acus,
                     **{f"{score}_score": quality for score in SCORES}}
                    for code, month, acus, quality in contributions
                ],
            }  # fmt: skip
            for name, rows in seeds.items():
                self.fill(name, rows)
                seen.add(self.ids[name])
            wanted = [self.ids["contributor_statements"], self.ids["int_dividend_statistics"]]
            for node in self.in_order(wanted, seen):
                self.run(node, {})
            result = execute("from vivim.restricted.contributor_statements")
            columns = [column[0] for column in result.description]
            rows = [dict(zip(columns, row)) for row in result.fetchall()]
            self.texts = {code: self.text(code) for code in people}
            self.pools = dict(
                execute(
                    "select month(period_start), dividend_pool_eur"
                    " from vivim.intermediate.int_dividend_pools"
                    " where dividend_run_code = 'in_force'"
                ).fetchall()
            )
        finally:
            execute("detach vivim")
        return {(row["contributor_code"], row["period_start"].month): row for row in rows}

    def text(self, code):
        sql = self.sql(self.nodes[self.ids["contributor_statement"]], {SOMEBODY: code})
        return "\n".join(line for (line,) in self.connection.execute(sql).fetchall())


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    return Cases(tmp_path_factory.mktemp("dividends"))


def amounts(rows, column, month=None):
    """{(code, month): value as text}, of one month or of all."""
    return {key: str(row[column]) for key, row in rows.items() if month in (None, key[1])}


def test_nobody_is_eligible(cases):
    """The pool waits, and the next month shares both."""
    rows = cases.share(
        {"a": {}}, [("a", 1, 100, 0.4), ("a", 2, 100, 0.5)], {1: 30, 2: 20}
    )  # fmt: skip
    assert amounts(rows, "earned_eur") == {("a", 1): "0.00", ("a", 2): "50.00"}
    assert amounts(rows, "payment_status") == {("a", 1): "low_quality", ("a", 2): "paid"}
    assert "Your quality of 0.400000 is below the 0.500000" in cases.texts["a"]


def test_one_contributor_has_the_whole_pool(cases):
    rows = cases.share({"a": {}}, [("a", 1, 1, 0.777777)], {1: 10.01})
    assert amounts(rows, "paid_eur") == {("a", 1): "10.01"}
    assert "100.0000 percent" in cases.texts["a"]
    assert "We pay you 10.01 EUR" in cases.texts["a"]


def test_equal_scores_share_alike_and_the_odd_cent_goes_by_code(cases):
    rows = cases.share(
        {"c": {}, "a": {}, "b": {}}, [(code, 1, 5, 0.9) for code in "cab"], {1: 100}
    )  # fmt: skip
    assert amounts(rows, "earned_eur") == {("a", 1): "33.34", ("b", 1): "33.33", ("c", 1): "33.33"}


def test_more_contributors_than_cents(cases):
    rows = cases.share({code: {} for code in "abc"}, [(c, 1, 5, 0.9) for c in "abc"], {1: 0.02})
    assert amounts(rows, "earned_eur", 1) == {("a", 1): "0.01", ("b", 1): "0.01", ("c", 1): "0.00"}
    assert rows["c", 1]["payment_status"] == "less_than_one_cent"
    assert rows["b", 1]["payment_status"] == "below_minimum_payout"
    assert "less than one cent" in cases.texts["c"]


def test_a_balance_that_waits_three_periods_is_paid(cases):
    """Also in a month without contributions, and the balance is nobody else's."""
    rows = cases.share(
        {"a": {}, "b": {}},
        [("a", 1, 5, 0.9), ("a", 2, 5, 0.9), ("b", 3, 5, 0.9), ("a", 4, 5, 0.9)],
        {1: 3, 2: 3.5, 3: 20, 4: 3.5},
    )
    assert amounts(rows, "closing_balance_eur") == {
        ("a", 1): "3.00", ("a", 2): "6.50", ("a", 3): "6.50", ("a", 4): "0.00", ("b", 3): "0.00",
    }  # fmt: skip
    assert (rows["a", 4]["paid_eur"], rows["b", 3]["paid_eur"]) == (Decimal("10.00"), 20)
    assert rows["a", 3]["eligibility_status"] == "no_contributions"
    assert "Balance before 6.50 + earned 3.50 - paid 10.00 = balance now 0.00 EUR" in cases.texts["a"]


def test_who_leaves_below_the_minimum_is_paid(cases):
    """On the day of leaving or later; without a tax form the balance stays owed."""
    leaves = {"training_consent_to": "2026-02-10", "closed_on": "2026-02-28"}
    rows = cases.share(
        {"gone": leaves, "no-form": {**leaves, "tax_form_from": None}, "stays": {}},
        [(code, 1, 5, 0.9) for code in ("gone", "no-form", "stays")],
        {1: 9},
    )
    assert amounts(rows, "paid_eur", 1) == {("gone", 1): "0.00", ("no-form", 1): "0.00", ("stays", 1): "0.00"}
    assert amounts(rows, "paid_eur", 2) == {("gone", 2): "3.00", ("no-form", 2): "0.00", ("stays", 2): "0.00"}
    assert ("gone", 3) not in rows
    assert rows["gone", 2]["payment_status"] == "paid_on_leaving"
    assert rows["no-form", 3]["payment_status"] == "no_tax_form"
    assert "You closed your account on 2026-02-28: we pay you all that is left" in cases.texts["gone"]


def test_consent_withdrawn_in_the_middle(cases):
    """The period does not count, what was earned before stays; the last day is a whole period."""
    rows = cases.share(
        {"a": {"training_consent_to": "2026-02-27"}, "b": {"training_consent_to": "2026-02-28"}},
        [(code, month, 5, 0.9) for code in "ab" for month in (1, 2)],
        {1: 60, 2: 60},
    )
    assert amounts(rows, "earned_eur") == {
        ("a", 1): "30.00", ("b", 1): "30.00", ("a", 2): "0.00", ("b", 2): "60.00",
    }  # fmt: skip
    assert rows["a", 2]["payment_status"] == "consent_withdrawn"
    assert "Your consent to training ended on 2026-02-27" in cases.texts["a"]


def test_policies_change_between_periods(cases):
    """The new one takes over when the period that runs has ended; balances go on under it."""
    old = {**POLICY, "dividend_policy_code": "old", "period_months": 2, "valid_to": "2026-01-31"}
    new = {**POLICY, "valid_from": "2026-02-01", "min_payout_eur": 5}
    rows = cases.share(
        {"a": {}}, [("a", month, 5, 0.9) for month in (1, 2, 3)], {1: 3, 2: 4, 3: 1}, [old, new]
    )
    assert amounts(rows, "dividend_policy_code") == {("a", 1): "old", ("a", 3): "p"}
    assert amounts(rows, "paid_eur") == {("a", 1): "0.00", ("a", 3): "8.00"}
    assert rows["a", 1]["period_end"] == datetime.date(2026, 2, 28)
    assert "2026-01-01 to 2026-02-28" in cases.texts["a"]


def test_without_revenue_nobody_earns(cases):
    rows = cases.share({"a": {}}, [("a", 1, 5, 0.9)], {})
    assert amounts(rows, "payment_status") == {("a", 1): "no_pool"}
    assert "there was nothing to share" in cases.texts["a"]


def test_refunds_reduce_the_next_pools_and_claw_nothing_back(cases):
    """A loss of 60.00 is made good by the 40.00 and 20.00 of the months after it."""
    rows = cases.share(
        {"a": {}}, [("a", month, 5, 0.9) for month in range(1, 5)], {1: 9, 2: -60, 3: 40, 4: 50}
    )  # fmt: skip
    assert cases.pools == {1: 9, 2: -60, 3: -20, 4: 30}
    assert amounts(rows, "opening_balance_eur") == {
        ("a", 1): "0.00", ("a", 2): "9.00", ("a", 3): "9.00", ("a", 4): "9.00",
    }  # fmt: skip
    assert rows["a", 4]["paid_eur"] == 39
    assert rows["a", 2]["payment_status"] == "below_minimum_payout"
    assert "You would have a part of the pool" in cases.texts["a"]


def test_merged_accounts_are_one_person(cases):
    """Contributions add up under the account that goes on, whose consent and papers hold."""
    people = {"a": {}, "b": {"merged_into_code": "a", "tax_form_from": None}, "c": {}}
    contributions = [("a", 1, 10, 0.8), ("b", 1, 30, 0.6), ("c", 1, 40, 0.65)]
    rows = cases.share(people, contributions, {1: 100})
    assert amounts(rows, "acus") == {("a", 1): "40", ("c", 1): "40"}
    assert rows["a", 1]["quality_score"] == Decimal("0.65")
    assert amounts(rows, "paid_eur") == {("a", 1): "50.00", ("c", 1): "50.00"}


def test_a_larger_pool_can_give_one_person_a_cent_less(cases):
    """The paradox of largest remainders: weights 6, 6 and 2 share 0.10 and then 0.11."""
    contributions = [("a", 1, 6, 0.5), ("b", 1, 6, 0.5), ("c", 1, 2, 0.5)]
    people = {code: {} for code in "abc"}
    smaller = cases.share(people, contributions, {1: 0.10})
    larger = cases.share(people, contributions, {1: 0.11})
    assert amounts(smaller, "earned_eur", 1) == {("a", 1): "0.04", ("b", 1): "0.04", ("c", 1): "0.02"}
    assert amounts(larger, "earned_eur", 1) == {("a", 1): "0.05", ("b", 1): "0.05", ("c", 1): "0.01"}
