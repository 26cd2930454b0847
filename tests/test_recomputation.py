"""The published figures, recomputed from the seeds without any SQL of the project.

`recomputation/` is the plan in Python; the tests here read the tables of the built warehouse by
plain `select` and compare every row, to the last decimal. A test that fails lists the columns
that are missing and the values that differ; `pytest -s` says how many cells each compared.
"""
import re
from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest
from recomputation import market, policies, reports, technology
from recomputation.basics import (
    AS_OF_DATE, ESTIMATES, HORIZON, MILESTONES, MONTHS, NOTHING, OPERATIONS, evenly, find,
    latest_milestone, month_end, month_start, months_of, ordered, product, ratio, rounded, seed,
    split, table, total, whole,
)
from recomputation.contributors import sample_dividends, statements
from recomputation.economics import analysis, comparison, economics, walk
from recomputation.people import (
    PLACE, allocation, inputs_of_stack, missing_statutory_factors, stack_start,
)
from recomputation.plan import DEFAULT, SCENARIOS, inherited_drivers, neutral, plan
from recomputation.purchases import covered_months, payment_months

CELLS = Counter()
PLANS = [row["staffing_plan_code"] for row in table("staffing_plans")]
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS)
each_staffing_plan = pytest.mark.parametrize("staffing_plan", PLANS)


@pytest.fixture(scope="module", autouse=True)
def say_how_many_cells():
    """The number of cells compared, a table and in all, for `pytest -s`."""
    yield
    for relation, cells in sorted(CELLS.items()):
        print(f"\n{cells:>9,} cells of {relation}", end="")
    print(f"\n{sum(CELLS.values()):>9,} cells in all")


def columns_of(warehouse, relation):
    return [name for name, *_ in warehouse.execute(f"describe {relation}").fetchall()]


def assert_published(warehouse, relation, keys, expected, where="true", zeros=True):
    """The relation has exactly the expected rows, {key: {column: value}}, and equal values."""
    wanted, published = list(next(iter(expected.values()))), columns_of(warehouse, relation)
    missing = [name for name in (*keys, *wanted) if name not in published]
    assert not set(keys) & set(missing), f"{relation} has no columns {missing}"
    columns = [name for name in wanted if name not in missing]
    names = ", ".join([*keys, *columns])
    found = warehouse.execute(f"select {names} from {relation} where {where}").fetchall()
    rows = {row[: len(keys)]: dict(zip(columns, row[len(keys):])) for row in found}
    assert len(rows) == len(found), f"{relation} repeats a key"
    if not zeros:
        rows, expected = ({key: row for key, row in found.items() if any(row.values())}
                          for found in (rows, expected))
    mart = re.search(r"(marts|restricted)\.\w+", relation)[0]
    CELLS[mart] += len(columns) * len(rows.keys() & expected.keys())
    messages = [f"{mart} has no columns {missing}"] if missing else []
    for title, keys_only in (("only recomputed", expected.keys() - rows.keys()),
                             ("only published", rows.keys() - expected.keys())):
        listed = sorted(map(str, keys_only))
        messages += [f"{len(listed)} rows {title}: {', '.join(listed[:8])}"] if listed else []
    differences = [
        f"{key} {column}: recomputed {expected[key][column]}, published {rows[key][column]}"
        for key in sorted(rows.keys() & expected.keys(), key=str) for column in columns
        if expected[key][column] != rows[key][column]]
    if differences:
        messages += [f"{len(differences)} values differ", *differences[:20]]
    assert not messages, "\n".join(messages)


# ---- Rules of this file, against examples calculated by hand; from no seed -------------------


def cents(*values):
    return [Decimal(value).scaleb(-2) for value in values]


def test_largest_remainder_follows_examples():
    assert list(split(Decimal("0.02"), {1: 1, 2: 1, 3: 1}).values()) == cents(1, 1, 0)
    assert list(split(Decimal("99.99"), {1: 75, 2: 25}).values()) == cents(7499, 2500)
    assert list(split(Decimal("-100"), {1: 1, 2: 1, 3: 1}).values()) == cents(-3334, -3333, -3333)
    weights = dict(enumerate((98, 92, 98, 123, 102, 92)))
    assert list(split(Decimal("6.13"), weights).values()) == cents(99, 93, 99, 125, 104, 93)
    parts = Counter(split(Decimal(100_000), dict.fromkeys(range(30_000), 1)).values())
    assert parts == {Decimal("3.34"): 10_000, Decimal("3.33"): 20_000}


def tiers(model, *bounds, size=None):
    return [{"pricing_model": model, "from_units": low, "to_units": high, "flat_fee": fee,
             "unit_price": Fraction(unit), "package_size": size} for low, high, unit, fee in bounds]


@pytest.mark.parametrize("model, quantities", [
    ("graduated", {0: "0", 50: "0", 100: "0", 101: "0.02", 1000: "18", 1500: "23"}),
    ("volume", {0: "0", 1500: "15"})])
def test_prices_by_tier_follow_examples(model, quantities):
    rows = tiers(model, (0, 100, 0, 0), (100, 1000, "0.02", 0), (1000, None, "0.01", 0))
    for quantity, cost in quantities.items():
        assert technology.price(rows, quantity) == Fraction(cost)


def test_packages_follow_examples():
    plain = tiers("package", (0, None, 5, 0), size=100)
    assert technology.price(plain, 101) == 10 and technology.price(plain, 0) == 0
    free = tiers("package", (0, 50, 0, 0), (50, None, 5, 0), size=100)
    assert [technology.price(free, units) for units in (50, 51, 150, 151)] == [0, 5, 5, 10]
    base = tiers("package", (0, None, "0.9", 20), size=1000)
    assert technology.price(base, 2500) == Fraction("22.7")


def test_curves_follow_examples():
    bass = dict.fromkeys("gr") | {"curve_type": "bass", "p0": 0, "k": 100_000,
                                  "p": Fraction("0.03"), "q": Fraction("0.38")}
    assert [whole(market.active_users(bass, t)) for t in (1, 6, 12)] == [3576, 43924, 90869]
    logistic = dict.fromkeys("gpq") | {"curve_type": "logistic", "p0": 500, "k": 100_000,
                                       "r": Fraction("0.5")}
    assert [whole(market.active_users(logistic, t)) for t in (0, 6, 12, 18)] == [
        500, 9168, 66967, 97603]


def test_accrual_follows_examples():
    bill = {"covers_months": 12, "every_months": None, "accrual": "ahead"}
    assert list(covered_months(bill, 4)) == list(range(4, 16))
    assert list(covered_months(bill | {"accrual": "arrears"}, 19)) == list(range(7, 19))
    line = {"first_month": 23, "last_month": 36, "spread": "even"}
    parts = evenly(Decimal(1400), payment_months(line))
    assert total(part for month, part in parts.items() if month > 24) == 1200


def test_every_place_has_the_contributions_of_its_law():
    """statutory_factor_types against employment_cost_factors, for employees."""
    assert not missing_statutory_factors()


# ---- People --------------------------------------------------------------------------------


@pytest.mark.parametrize("estimate", ESTIMATES)
def test_loaded_cost_of_every_benchmark(warehouse, estimate):
    """loaded_labor_costs: each line and the total, of employees and contractors, at drivers 1.

    One set for each month in which pay, a factor or a relief changes. From salary_benchmarks and
    their versions, employment_cost_factors and location_tax_incentives.
    """
    expected, everyone = {}, neutral(estimate=estimate)
    for benchmark in table("salary_benchmarks"):
        code, before = benchmark["salary_benchmark_code"], None
        for month in (month for month in MONTHS if stack_start(code, month) == month):
            stack = everyone.labor_stack(code, month)
            signature = inputs_of_stack(code, month)[0]["valid_from"], *stack
            if signature == before:
                continue
            before = signature
            for number, (line, amount) in enumerate(
                    (stack | {"total": sum(stack.values())}).items(), 1):
                expected[code, month_start(month), number] = {
                    "line_code": line, "annual_amount": amount,
                    "monthly_eur": rounded(
                        product(amount, everyone.fx(benchmark["currency_code"])) / 12)}
    assert_published(warehouse, "marts.loaded_labor_costs",
                     ["salary_benchmark_code", "valid_from", "line_number"], expected,
                     f"estimate = '{estimate}'")


def costs_of(staffing_plan, key_of):
    """{key: cost at each estimate and FTE-months} of a staffing plan's allocations."""
    result = {}
    for estimate in ESTIMATES:
        for code, row in neutral(staffing_plan, estimate).allocations().items():
            sums = result.setdefault(key_of(code, row), {
                **dict.fromkeys(ESTIMATES, NOTHING), "fte_months": Fraction(0), "rows": []})
            sums[estimate] += row["cost"]
            if estimate == "mid":
                sums["fte_months"] += row["fte_months"]
                sums["rows"].append(row)
    return result


def amounts(sums, prefix):
    return {f"{prefix}_{estimate}_eur": sums[estimate] for estimate in ESTIMATES} | {
        "fte_months": rounded(sums["fte_months"], 6)}


@each_staffing_plan
def test_cost_of_every_allocation(warehouse, staffing_plan):
    """milestone_team_allocations: sums of the monthly leaves; positions by milestone.

    From milestone_team_allocations, staffing_positions, the seeds of the loaded cost, fx_rates.
    """
    expected = {}
    for key, sums in costs_of(staffing_plan, lambda code, row: (code,)).items():
        person, months = sums["rows"][0]["person"], sums["rows"][0]["months"]
        expected[key] = amounts(sums, "cost") | {
            "milestone_key": sums["rows"][0]["milestone_key"], "cost_type": person["cost_type"],
            "salary_benchmark_code": person["salary_benchmark_code"],
            "first_month": min(months), "last_month": max(months)}
    assert_published(warehouse, "marts.milestone_team_allocations", ["allocation_code"], expected,
                     f"staffing_plan_code = '{staffing_plan}'")


@each_staffing_plan
def test_every_labor_budget(warehouse, staffing_plan):
    """labor_budgets: allocations by milestone and benchmark."""
    budgets = costs_of(staffing_plan, lambda code, row: (
        row["milestone_key"], row["person"]["salary_benchmark_code"]))
    assert_published(warehouse, "marts.labor_budgets", ["milestone_key", "salary_benchmark_code"],
                     {key: amounts(sums, "budget") for key, sums in budgets.items()},
                     f"staffing_plan_code = '{staffing_plan}'")


@each_scenario
def test_labor_forecast_of_every_month(warehouse, scenario):
    """labor_cost_forecasts: the scenario's labor by month and budget."""
    p, expected = plan(scenario), defaultdict(lambda: {"cost_eur": NOTHING})
    for (month, key, code), amount in p.labor().items():
        benchmark = allocation(p.staffing_plan_code, code)["salary_benchmark_code"]
        row = expected[month, f"{p.staffing_plan_code}:{key}:{benchmark}"]
        row["cost_eur"] += amount
    assert_published(warehouse, "marts.labor_cost_forecasts", ["month_index", "labor_budget_code"],
                     dict(expected), f"scenario_code = '{scenario}'")


@each_staffing_plan
def test_cost_of_every_team(warehouse, staffing_plan):
    """team_cost_summary: allocations by team."""
    teams = costs_of(staffing_plan, lambda code, row: (row["person"]["team_code"],))
    expected = {key: amounts(sums, "cost") | {
        "number_of_roles": len({row["person"]["role_code"] for row in sums["rows"]})}
        for key, sums in teams.items()}
    assert_published(warehouse, "marts.team_cost_summary", ["team_code"], expected,
                     f"staffing_plan_code = '{staffing_plan}'")


@each_scenario
def test_staffing_gap_of_every_month_and_capability(warehouse, scenario):
    """staffing_gaps: required, planned and missing FTE and the price of the gap.

    From staffing_requirements, capabilities, staffing_positions, milestone_team_allocations.
    """
    assert_published(warehouse, "marts.staffing_gaps", ["month_index", "capability_code"],
                     plan(scenario).staffing_gaps(), f"scenario_code = '{scenario}'")


def test_the_default_scenario_has_no_staffing_gap():
    assert not any(row["gap_fte"] for row in plan(DEFAULT).staffing_gaps().values())


@each_scenario
def test_headcount_of_every_month(warehouse, scenario):
    """headcount: FTE and cost by month, role, location and employment type."""
    assert_published(warehouse, "marts.headcount", ["month_index", *PLACE],
                     plan(scenario).headcount(), f"scenario_code = '{scenario}'")


def test_comparison_of_roles(warehouse):
    """role_cost_comparison: base and loaded cost of a month, mid, in the first month."""
    expected, everyone = {}, neutral()
    for benchmark in table("salary_benchmarks"):
        code, fx = benchmark["salary_benchmark_code"], everyone.fx(benchmark["currency_code"])
        stack = everyone.labor_stack(code, 1)
        annual = {"base": stack["base"], "loaded": sum(stack.values())}
        expected[code,] = {f"{name}_monthly_eur": rounded(product(amount, fx) / 12)
                           for name, amount in annual.items()}
    assert_published(warehouse, "marts.role_cost_comparison", ["salary_benchmark_code"], expected)


# ---- The ledger ----------------------------------------------------------------------------


@each_scenario
@pytest.mark.parametrize("category", reports.CATEGORIES)
def test_every_line_of_the_ledger(warehouse, scenario, category):
    """monthly_costs: each line of each month and milestone, at the scenario's own estimate.

    labor: people x loaded cost as of the month, the severance accrual as a line that is no cash.
    infrastructure: services priced by tier, date and minimum for the month's users, each bill
    split over its components by quantity and over the month's milestones by FTE. llm: tokens x
    price. third_party: direct lines, processing of revenue, fees of payouts. ml_training: GPU
    hours x price. legal: projects over their months, templates. compliance, marketing, other:
    planned lines. overhead: fixed, by payslip and by pay, attributed like shared cost.
    """
    expected = {
        key: {"cost_eur": amount, "is_cash": not key[3].endswith(":severance"),
              "milestone_code": None if key[1] == OPERATIONS else key[1]}
        for key, amount in plan(scenario).ledger.items() if key[2] == category}
    where = f"scenario_code = '{scenario}' and cost_category = '{category}'"
    if not expected:
        (count,) = warehouse.execute(
            f"select count(*) from marts.monthly_costs where {where}").fetchone()
        assert count == 0
        return
    assert_published(warehouse, "marts.monthly_costs",
                     ["month_index", "milestone_key", "cost_category", "line_code"], expected,
                     where)


def first_with(line, *entities):
    """The seed row that has the line's code, from the first seed that knows it."""
    for entity in entities:
        for row in table(entity):
            if next(iter(row.values())) == line:
                return row
    raise LookupError(line)


def provider_of(category, line):
    """The provider of an external line; nobody for labor."""
    kind, _, code = line.partition(":")
    if category == "labor":
        return None
    if category == "infrastructure":
        component = find("infrastructure_model_components", line.removesuffix(":minimum"))
        return find("services", component["service_code"])["provider_code"]
    if category == "llm":
        model = find("llm_usage_plans", line)["model_code"]
        return seed("llm_api_costs", model_code=model)[0]["provider_code"]
    if category == "ml_training":
        instance = find("ml_training_runs", line)["instance_code"]
        return find("ml_compute_instances", instance)["provider_code"]
    if kind in ("processing", "payout"):
        entity = {"processing": "revenue_streams", "payout": "payout_methods"}[kind]
        return find(entity, code)["provider_code"]
    row = first_with(line, *{
        "legal": ("legal_projects", "contract_templates"), "overhead": ("overhead_costs",),
        "compliance": ("compliance_milestones", "milestone_direct_costs"),
    }.get(category, ("milestone_direct_costs",)))
    if "legal_counsel_rate_code" in row:
        row = find("legal_counsel_rates", row["legal_counsel_rate_code"])
    return row["provider_code"]


def is_recurring(category, line):
    """Whether a line of purchases comes again; services always do, training and legal never."""
    if category in ("infrastructure", "llm") or line.startswith(("processing:", "payout:")):
        return True
    if category in ("ml_training", "legal"):
        return False
    return first_with(line, "overhead_costs", "compliance_milestones",
                      "milestone_direct_costs")["is_recurring"]


@each_scenario
def test_what_every_line_of_the_ledger_belongs_to(warehouse, scenario):
    """monthly_costs: provider, service, cost type and role category, whether it comes again."""
    p, expected, recurring = plan(scenario), {}, {}
    for _, _, category, line in p.ledger:
        person = allocation(p.staffing_plan_code, line) if category == "labor" else {}
        service = category == "infrastructure" and find(
            "infrastructure_model_components", line.removesuffix(":minimum"))["service_code"]
        expected[category, line] = {
            "labor_cost_type": person.get("cost_type"), "service_code": service or None,
            "role_category_code": person.get("role_category_code"),
            "provider_code": provider_of(category, line)}
        if category != "labor":
            recurring[category, line] = {"is_recurring": is_recurring(category, line)}
    distinct = ("(select distinct scenario_code, cost_category, line_code, labor_cost_type, "
                "service_code, role_category_code, provider_code, is_recurring "
                "from marts.monthly_costs)")
    where = f"scenario_code = '{scenario}'"
    assert_published(warehouse, distinct, ["cost_category", "line_code"], expected, where)
    assert_published(warehouse, distinct, ["cost_category", "line_code"], recurring,
                     f"{where} and cost_category <> 'labor'")


@each_scenario
def test_overhead_by_country(warehouse, scenario):
    """overhead_cost_summary: the ledger's overhead by country and type."""
    expected = {}
    for (_, _, category, line), amount in plan(scenario).ledger.items():
        if category == "overhead":
            cost = find("overhead_costs", line)
            row = expected.setdefault((cost["country_code"], cost["overhead_type"]), {
                "cost_eur": NOTHING, "recurring_cost_eur": NOTHING})
            row["cost_eur"] += amount
            row["recurring_cost_eur"] += amount if cost["is_recurring"] else 0
    if expected:
        assert_published(warehouse, "marts.overhead_cost_summary",
                         ["country_code", "overhead_type"], expected,
                         f"scenario_code = '{scenario}'")


@each_scenario
def test_cost_by_provider(warehouse, scenario):
    """provider_cost_summary: the ledger's external lines by provider and their shares."""
    ledger, costs = plan(scenario).ledger, defaultdict(lambda: NOTHING)
    for (_, _, category, line), amount in ledger.items():
        if category != "labor":
            costs[provider_of(category, line)] += amount
    external, everything = total(costs.values()), total(ledger.values())
    expected = {
        (code,): {"cost_eur": amount, "external_cost_eur": external,
                  "share_of_external_cost": ratio(amount, external),
                  "share_of_total_cost": ratio(amount, everything),
                  "is_named": find("cloud_providers", code)["is_named"]}
        for code, amount in costs.items()}
    assert_published(warehouse, "marts.provider_cost_summary", ["provider_code"], expected,
                     f"scenario_code = '{scenario}'")


@each_scenario
def test_priced_inputs_of_every_line(warehouse, scenario):
    """figure_inputs: the priced inputs of each line add up to the ledger's amount."""
    expected = {key: {"amount_eur": amount} for key, amount in plan(scenario).ledger.items()}
    keys = ["month_index", "milestone_key", "cost_category", "line_code"]
    sums = (f"(select scenario_code, {', '.join(keys)}, sum(amount_eur) as amount_eur "
            f"from marts.figure_inputs group by scenario_code, {', '.join(keys)})")
    assert_published(warehouse, sums, keys, expected, f"scenario_code = '{scenario}'")


def milestone_amounts(scenario):
    """{(milestone, category): low, mid, high and the scenario's own estimate}."""
    result = {}
    for estimate in (*ESTIMATES, None):
        for (_, milestone, category, _), amount in plan(scenario, estimate).ledger.items():
            if milestone != OPERATIONS:
                row = result.setdefault((milestone, category), {
                    f"{name}_eur": NOTHING for name in (*ESTIMATES, "cost")})
                row[f"{estimate or 'cost'}_eur"] += amount
    return result


@each_scenario
def test_low_mid_and_high_cost_of_every_milestone_and_category(warehouse, scenario):
    """milestone_costs: sums of the whole ledger at each estimate; from all cost seeds."""
    assert_published(warehouse, "marts.milestone_costs", ["milestone_code", "cost_category"],
                     milestone_amounts(scenario), f"scenario_code = '{scenario}'", zeros=False)


@each_scenario
def test_summary_of_every_milestone(warehouse, scenario):
    """milestone_cost_summary: a column a category, totals, the published mid beside them."""
    amounts_of, expected, cumulative = milestone_amounts(scenario), {}, NOTHING
    for milestone in MILESTONES:
        code = milestone["milestone_code"]
        rows = {c: amounts_of.get((code, c), defaultdict(lambda: NOTHING))
                for c in reports.CATEGORIES}
        totals = {f"total_{name}_eur": total(row[f"{name}_eur"] for row in rows.values())
                  for name in (*ESTIMATES, "cost")}
        cumulative += totals["total_cost_eur"]
        published = reports.published_mid(code)
        expected[code,] = {
            **{name: milestone[name] for name in ("first_month", "last_month", "target_users")},
            **{f"{category}_eur": row["cost_eur"] for category, row in rows.items()},
            **totals, "cumulative_cost_eur": cumulative, "published_mid_eur": published,
            "variance_eur": totals["total_cost_eur"] - published}
    assert_published(warehouse, "marts.milestone_cost_summary", ["milestone_code"], expected,
                     f"scenario_code = '{scenario}'")


def test_published_mid_of_every_milestone_and_category(warehouse):
    """plan_reconciliation: the document's mid at the plan rate."""
    expected = {
        (milestone["milestone_code"], category): {"published_mid_eur": amount}
        for milestone in MILESTONES for category, amount
        in reports.published_amounts(milestone["milestone_code"]).items()}
    assert_published(warehouse, "marts.plan_reconciliation", ["milestone_code", "cost_category"],
                     expected, zeros=False)


# ---- Users, revenue, dividends -------------------------------------------------------------


@each_scenario
def test_users_of_every_month(warehouse, scenario):
    """user_base_projections: curve, totals, churn, contributors, drivers with inheritance."""
    expected = {(month,): row for month, row in plan(scenario).users().items()}
    assert_published(warehouse, "marts.user_base_projections", ["month_index"], expected,
                     f"scenario_code = '{scenario}'")


@each_scenario
def test_revenue_of_every_month_and_stream(warehouse, scenario):
    """revenue_projections: start, ramp, growth in rounded steps, cap, drivers, plan rate."""
    expected = {(month, code): {"revenue_eur": amount, "milestone_code": latest_milestone(month)}
                for (month, code), amount in plan(scenario).revenue().items()}
    assert_published(warehouse, "marts.revenue_projections",
                     ["month_index", "revenue_stream_code"], expected,
                     f"scenario_code = '{scenario}'", zeros=False)


def calculation(row):
    return f"{row['policy']['dividend_policy_code']}:{month_start(row['months'][0])}"


@each_scenario
def test_every_dividend_of_the_projection(warehouse, scenario):
    """dividend_calculations: pool, what reaches its minimum, payees, solvency, cover."""
    p, expected = plan(scenario), {}
    rows = economics(p)
    for row in p.projected_dividends():
        months, cash = row["months"], rows[row["months"][-1]]["cash_balance_eur"]
        net = total(rows[month]["net_result_eur"] for month in months)
        expected[f"{scenario}:{calculation(row)}",] = {
            "dividend_policy_code": row["policy"]["dividend_policy_code"],
            "period_start": month_start(months[0]), "period_end": month_end(months[-1]),
            "model_revenue_eur": row["model_revenue"], "platform_share_eur": row["platform"],
            "projected_pool_eur": row["pool"], "projected_carried_forward_eur": row["carried_out"],
            "projected_contributors": row["contributors"],
            "projected_paid_eur": row["paid"], "projected_payees": row["payees"],
            "projected_liability_eur": row["liability"], "cash_before_payout_eur": cash,
            "is_solvent_after_dividend": cash >= row["paid"],
            "is_covered_by_result": net >= row["pool"]}
    assert_published(warehouse, "marts.dividend_calculations", ["dividend_calculation_code"],
                     expected, f"scenario_code = '{scenario}'")


def test_every_dividend_of_the_sample(warehouse):
    """dividend_calculations: totals of the contributors of the default scenario, null elsewhere.

    From revenue_streams, dividend_policies, dividend_factors, contributors and contributions.
    """
    expected = {(f"{DEFAULT}:{period}",): row
                for period, row in sample_dividends(plan(DEFAULT))[0].items()}
    carried = ("pool_carried_in_eur", "dividend_pool_eur")
    for scenario in SCENARIOS:
        for row in plan(scenario).projected_dividends() if scenario != DEFAULT else ():
            empty = dict.fromkeys(next(iter(expected.values())))
            expected[f"{scenario}:{calculation(row)}",] = empty | {
                carried[0]: row["carried_in"], carried[1]: row["pool"]}
    assert_published(warehouse, "marts.dividend_calculations", ["dividend_calculation_code"],
                     expected)


def test_every_contributor_of_every_dividend(warehouse):
    """contributor_dividends: scores, composite, share, earned, paid, balances; both policies."""
    expected = {(f"{DEFAULT}:{period}", code): row
                for (period, code), row in sample_dividends(plan(DEFAULT))[1].items()}
    assert_published(warehouse, "restricted.contributor_dividends",
                     ["dividend_calculation_code", "contributor_code"], expected)


def test_statement_of_every_contributor(warehouse):
    """contributor_statements: every score x weight, the pool, the balance, and why."""
    assert_published(warehouse, "restricted.contributor_statements",
                     ["contributor_code", "period_start"], statements(plan(DEFAULT)))


def test_every_policy_compared(warehouse):
    """dividend_policy_comparison: each policy alone, Gini, split, what stays, fees, cash."""
    assert_published(warehouse, "marts.dividend_policy_comparison",
                     ["dividend_policy_code", "period_start"], policies.comparison(plan(DEFAULT)))


@each_scenario
def test_every_policy_over_the_plan(warehouse, scenario):
    """dividend_policy_summary: pools, payouts, fees, what is owed and kept, funding need."""
    assert_published(warehouse, "marts.dividend_policy_summary", ["dividend_policy_code"],
                     policies.summary(plan(scenario)), f"scenario_code = '{scenario}'")


# ---- Unit economics, cash and scenarios ----------------------------------------------------


@each_scenario
def test_unit_economics_and_cash_of_every_month(warehouse, scenario):
    """unit_economics_monthly: both sets of columns, ratios, result, liability, cash, runway."""
    expected = {(month,): row for month, row in economics(plan(scenario)).items()}
    assert_published(warehouse, "marts.unit_economics_monthly", ["month_index"], expected,
                     f"scenario_code = '{scenario}'")


@each_scenario
def test_cost_per_user_of_every_milestone(warehouse, scenario):
    """cost_per_user_analysis: sums over all months of a milestone, its last month beside them."""
    expected = {(code,): row for code, row in analysis(plan(scenario)).items()}
    assert_published(warehouse, "marts.cost_per_user_analysis", ["milestone_code"], expected,
                     f"scenario_code = '{scenario}'")


def test_published_cost_per_user(warehouse):
    """cost_per_user_analysis: the published figure at the plan rate."""
    expected = {
        (row["milestone_code"],): {"published_cost_per_user": rounded(product(
            row["published_cost_per_user"], plan(DEFAULT).fx(row["currency_code"])), 6)}
        for row in table("published_milestone_targets")}
    assert_published(warehouse, "marts.cost_per_user_analysis", ["milestone_code"], expected,
                     f"scenario_code = '{DEFAULT}'")


@each_scenario
def test_what_moved_cost_per_user(warehouse, scenario):
    """cost_per_user_walk: one line a step, adding up to the difference of two milestones."""
    assert_published(warehouse, "marts.cost_per_user_walk", ["milestone_code", "step_code"],
                     walk(plan(scenario)), f"scenario_code = '{scenario}'")


def test_comparison_of_scenarios(warehouse):
    """scenario_comparison: totals, peak need, break-even; the default at the newest rates."""
    expected = {}
    for scenario in SCENARIOS:
        row = comparison(plan(scenario))
        newest = plan(scenario, latest_fx=True)
        is_default = scenario == DEFAULT
        expected[scenario,] = row | {
            "total_cost_at_latest_fx_eur": total(newest.ledger.values()) if is_default else None,
            "latest_fx_date": newest.fx_date() if is_default else None}
    assert_published(warehouse, "marts.scenario_comparison", ["scenario_code"], expected)


def test_drivers_of_every_scenario(warehouse):
    """scenario_drivers: the multiplier of the scenario or its nearest ancestor, and whose it is."""
    expected = {}
    for scenario in SCENARIOS:
        for driver in table("sensitivity_drivers"):
            code, owner = driver["driver_code"], None
            for ancestor in reversed(market.lineage(scenario)):
                if seed("scenario_drivers", scenario_code=ancestor, driver_code=code):
                    owner = ancestor
            expected[scenario, code] = {
                "multiplier": inherited_drivers(scenario).get(code, driver["neutral_value"]),
                "set_by_scenario_code": owner}
    assert_published(warehouse, "marts.scenario_drivers", ["scenario_code", "driver_code"],
                     expected)


def test_every_sensitivity(warehouse):
    """sensitivity_tornado: total cost, cost per active user, pool and cash at both ends."""
    ends = {driver: (low, high) for driver, low, high in warehouse.execute(
        "select driver_code, low_multiplier, high_multiplier from marts.sensitivity_tornado"
    ).fetchall()}
    assert ends.keys() == {row["driver_code"] for row in table("sensitivity_drivers")}
    expected, default = {}, reports.headline(plan(DEFAULT))
    for driver, (low, high) in ends.items():
        at_low, at_high = (reports.headline(reports.moved(driver, Fraction(end)))
                           for end in (low, high))
        expected[driver,] = row = {
            "swing_eur": abs(at_high["total_cost_eur"] - at_low["total_cost_eur"])}
        for name, value in default.items():
            stem, unit = name.removesuffix("_eur"), "_eur" if name.endswith("_eur") else ""
            row |= {f"{stem}_low{unit}": at_low[name], f"{stem}_high{unit}": at_high[name]}
            row |= {name: value}
    by_swing = sorted(expected, key=lambda key: (-expected[key]["swing_eur"], key))
    for rank, key in enumerate(by_swing, 1):
        expected[key]["swing_rank"] = rank
    assert_published(warehouse, "marts.sensitivity_tornado", ["driver_code"], expected)


def test_ends_of_sensitivities_from_their_inputs(warehouse):
    """sensitivity_tornado: ends that the inputs say: pay, planned lines, exchange rates."""
    expected = {
        (driver,): {"low_multiplier": ratio(sums["low"], sums["mid"]),
                    "high_multiplier": ratio(sums["high"], sums["mid"])}
        for driver, sums in reports.ends_from_inputs().items()}
    names = ", ".join(f"'{driver}'" for driver, in expected)
    assert_published(warehouse, "marts.sensitivity_tornado", ["driver_code"], expected,
                     f"driver_code in ({names})")


@each_scenario
def test_distribution_of_cost(warehouse, scenario):
    """cost_distribution: mean, percentiles, chance; lines independent and moving together."""
    assert_published(warehouse, "marts.cost_distribution", ["milestone_key", "correlation"],
                     reports.distribution(scenario), f"scenario_code = '{scenario}'")


def test_bridge_from_the_published_plan(warehouse):
    """completeness_bridge: each line, from the published mid to the default scenario.

    People at market pay less at published pay, the complete team less the repriced one, by role,
    place and type; each overhead and completion line; the rest by category.
    """
    steps = reports.bridge()
    assert total(steps.values()) == total(plan(DEFAULT).ledger.values())
    assert_published(warehouse, "marts.completeness_bridge", ["step", "line_code"],
                     {key: {"amount_eur": amount} for key, amount in steps.items()}, zeros=False)


# ---- Costs by scale, budgets, risks --------------------------------------------------------


def test_cost_of_every_scale(warehouse):
    """cost_per_user_trajectories: a scale's components at the plan date, mid, drivers 1."""
    assert_published(warehouse, "marts.cost_per_user_trajectories",
                     ["scale_code", "cost_component"], technology.trajectories(neutral()),
                     zeros=False)


def test_cost_of_every_segment(warehouse):
    """user_segment_costs: a scale's infrastructure over profiles by share x usage."""
    assert_published(warehouse, "marts.user_segment_costs", ["scale_code", "profile_code"],
                     technology.segment_costs(neutral()))


def test_summary_of_scales(warehouse):
    """infrastructure_cost_summary: a scale's infrastructure of a month and what it costs a user."""
    expected = {}
    for scale in table("user_scale_thresholds"):
        amount = total(amount for (code, _), amount in technology.scale_costs(neutral()).items()
                       if code == scale["scale_code"])
        expected[scale["scale_code"],] = {
            "monthly_cost_eur": amount, "cost_per_user": ratio(amount, scale["user_count"])}
    assert_published(warehouse, "marts.infrastructure_cost_summary", ["scale_code"], expected)


def test_comparison_of_offers(warehouse):
    """cloud_provider_comparison: each offer's bill for the usage of a scale, and its rank.

    From usage_levels, usage_offers, service_pricing_tiers and service_minimums.
    """
    assert_published(warehouse, "marts.cloud_provider_comparison",
                     ["scale_code", "service_category_code", "offer_code"],
                     technology.offers(neutral(latest_fx=True)))


def infrastructure_by(key_of):
    """{key: budget at each estimate} of the default scenario's infrastructure."""
    result = {}
    for estimate in ESTIMATES:
        p = plan(DEFAULT, estimate)
        for (month, milestone, line), amount in p.infrastructure().items():
            component = find("infrastructure_model_components", line.removesuffix(":minimum"))
            scale = technology.scale_of(p.users()[month]["active_users"])
            row = result.setdefault(key_of(milestone, scale, component), dict.fromkeys(
                ESTIMATES, NOTHING))
            row[estimate] += amount
    return result


def test_infrastructure_budgets(warehouse):
    """infrastructure_budgets: the default scenario's bills by milestone and scale."""
    rows = infrastructure_by(lambda milestone, scale, component: (milestone, scale))
    assert_published(
        warehouse, "marts.infrastructure_budgets", ["milestone_key", "infrastructure_model_code"],
        {key: {f"budget_{e}_eur": row[e] for e in ESTIMATES} for key, row in rows.items()})


def test_service_allocations(warehouse):
    """service_allocations: a budget's cost by service."""
    rows = infrastructure_by(lambda milestone, scale, component: (
        f"{milestone}:{scale}", component["service_code"]))
    assert_published(
        warehouse, "marts.service_allocations", ["infrastructure_budget_code", "service_code"],
        {key: {f"cost_{e}_eur": row[e] for e in ESTIMATES} for key, row in rows.items()},
        zeros=False)


def test_every_training_run(warehouse):
    """ml_training_cost_estimates: GPU hours and cost at each utilization."""
    expected = {}
    for run in table("ml_training_runs"):
        row = {"run_month": technology.run_month(run)}
        for estimate in ESTIMATES:
            hours, cost = neutral(estimate=estimate).training_run(run, estimate)
            row |= {f"gpu_hours_{estimate}": rounded(hours, 6), f"cost_{estimate}_eur": cost}
        expected[run["training_run_code"],] = row
    assert_published(warehouse, "marts.ml_training_cost_estimates", ["training_run_code"], expected)


def test_every_legal_project_and_budget(warehouse):
    """legal_projects, legal_budgets, legal_budget_variance: cost at each estimate, invoices."""
    projects, budgets = {}, {}
    for project in table("legal_projects"):
        first, last = months_of(project)
        milestone = project["milestone_code"] or OPERATIONS
        budget = (f"{milestone}:{project['legal_service_category_code']}:"
                  f"{project['legal_counsel_rate_code']}")
        costs = {e: total(neutral(estimate=e).spread(
            project, neutral(estimate=e).legal_project(project)).values()) for e in ESTIMATES}
        projects[project["legal_project_code"],] = {
            "legal_budget_code": budget, "first_month": first, "last_month": last,
            **{f"cost_{e}_eur": costs[e] for e in ESTIMATES}}
        row = budgets.setdefault((budget,), {
            f"budget_{e}_eur": NOTHING for e in ESTIMATES} | {"number_of_projects": 0})
        row["number_of_projects"] += 1
        for e in ESTIMATES:
            row[f"budget_{e}_eur"] += costs[e]
    assert_published(warehouse, "marts.legal_projects", ["legal_project_code"], projects)
    assert_published(warehouse, "marts.legal_budgets", ["legal_budget_code"], budgets)
    variance = {}
    for (code,), row in budgets.items():
        invoiced = total(
            invoice_in_eur(invoice)
            for invoice in seed("legal_cost_tracking", legal_budget_code=code)
            if invoice["status"] != "void")
        variance[code,] = {
            **{f"budget_{e}_eur": row[f"budget_{e}_eur"] for e in ESTIMATES},
            "invoiced_eur": invoiced, "remaining_eur": row["budget_mid_eur"] - invoiced}
    assert_published(warehouse, "marts.legal_budget_variance", ["legal_budget_code"], variance)


def test_status_of_every_legal_project(warehouse):
    """legal_project_status: hours and invoices of a project against its cost."""
    expected = {}
    for project in table("legal_projects"):
        code = project["legal_project_code"]
        invoices = [invoice for invoice in seed("legal_cost_tracking", legal_project_code=code)
                    if invoice["status"] != "void"]
        cost = total(neutral().spread(project, neutral().legal_project(project)).values())
        invoiced = total(map(invoice_in_eur, invoices))
        expected[code,] = {
            "hours_billed": sum(Fraction(invoice["hours_billed"] or 0) for invoice in invoices),
            "cost_mid_eur": cost, "invoiced_eur": invoiced, "remaining_eur": cost - invoiced}
    assert_published(warehouse, "marts.legal_project_status", ["legal_project_code"], expected)


def invoice_in_eur(invoice):
    """An invoice at the latest rate on or before its own date."""
    if invoice["currency_code"] == "EUR":
        return rounded(invoice["amount"])
    rates = [row for row in seed("fx_rates", currency_code=invoice["currency_code"])
             if row["rate_date"] <= invoice["invoice_date"]]
    rate = max(rates, key=lambda row: row["rate_date"])["eur_per_unit"]
    return rounded(product(invoice["amount"], rate))


def test_contingency_of_every_milestone(warehouse):
    """milestone_contingencies: expected losses of risks that can still happen."""
    costs = defaultdict(lambda: NOTHING)
    for (milestone, _), row in milestone_amounts(DEFAULT).items():
        costs[milestone] += row["cost_eur"]
    expected = {
        (code,): row | {"total_cost_eur": costs[code],
                        "cost_with_contingency_eur": costs[code] + row["contingency_eur"]}
        for code, row in reports.contingencies().items()}
    assert_published(warehouse, "marts.milestone_contingencies", ["milestone_code"], expected)


def test_every_risk(warehouse):
    """risk_dashboard: scores and levels, losses in EUR, expected losses of what can happen."""
    levels = {(row["likelihood"], row["impact"]): row["risk_level"] for row in table("risk_matrix")}
    expected = {}
    for risk in ordered("risk_register"):
        row, fx = {}, plan(DEFAULT).fx(risk["currency_code"])
        for name, prefix in (("inherent", ""), ("residual", "residual_")):
            likelihood, impact = risk[f"{prefix}likelihood"], risk[f"{prefix}impact"]
            row |= {f"{name}_score": likelihood * impact,
                    f"{name}_level": levels[likelihood, impact],
                    f"{name}_loss_mid_eur": rounded(product(risk[f"{prefix}loss_mid"], fx)),
                    f"{name}_expected_loss_eur": reports.expected_loss(risk, prefix)}
        expected[risk["risk_code"],] = row
    assert_published(warehouse, "marts.risk_dashboard", ["risk_code"], expected)


def test_cost_of_every_compliance_step(warehouse):
    """compliance_status: external and audit cost, nothing where a legal project covers it."""
    expected = {}
    for step in table("compliance_milestones"):
        amount = 0 if step["legal_project_code"] else (
            step["external_cost_mid"] + step["audit_cost_mid"])
        expected[step["compliance_milestone_code"],] = {
            "cost_eur": rounded(product(amount, plan(DEFAULT).fx(step["currency_code"])))}
    assert_published(warehouse, "marts.compliance_status", ["compliance_milestone_code"], expected)


def test_every_stale_source(warehouse):
    """stale_sources: sources that are older today than their kind may be."""
    expected = {}
    for source in table("data_sources"):
        limit = find("source_kinds", source["source_kind_code"])["staleness_limit_days"]
        age = (AS_OF_DATE - source["as_of_date"]).days
        if limit is not None and age > limit:
            expected[source["source_code"],] = {
                "age_days": age, "staleness_limit_days": limit, "days_over": age - limit}
    assert_published(warehouse, "marts.stale_sources", ["source_code"], expected)


def test_horizon_is_that_of_the_published_months(warehouse):
    (last,) = warehouse.execute("select max(month_index) from marts.months").fetchone()
    assert last == HORIZON
