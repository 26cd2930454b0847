"""Views of several plans: sensitivities, distribution, bridge, contingencies, published plan."""
from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from functools import cache
from hashlib import md5
from math import ceil, sqrt

from .basics import (
    ESTIMATES, HORIZON, MILESTONES, NOTHING, OPERATIONS, as_of, find, month_start,
    product, ratio, rounded, seed, split, table, total, variable,
)
from .economics import economics
from .people import PLACE, staff
from .plan import DEFAULT, Plan, inherited_drivers, plan
from .purchases import due_months, hourly_rate

CATEGORIES = [row["cost_category"] for row in sorted(
    table("cost_categories"), key=lambda row: row["category_order"])]

# ---- The published plan --------------------------------------------------------------------


@cache
def published_tables(milestone):
    """The cost tables of a milestone: [(amount, mid by line, model's category by line)], and a currency.

    A table is split over its lines, each in its category of the model. One without amounts is a
    line of itself.
    """
    tables, currency = [], None
    for row in seed("published_build_costs", plan_version="document", milestone_code=milestone,
                    is_stated_total=False):
        weights, categories = {}, {}
        for line in sorted(
                seed("published_other_build_lines", milestone_code=milestone,
                     cost_category=row["cost_category"], is_subtotal=False),
                key=lambda line: line["published_other_build_line_code"]):
            code = line["published_other_build_line_code"]
            has_amount = line["amount_low"] is not None
            weights[code] = Fraction(line["amount_low"] + line["amount_high"] if has_amount else 0)
            categories[code] = line["model_cost_category"] or row["cost_category"]
        if not any(weights.values()):
            weights, categories = {row["cost_category"]: 1}, {row["cost_category"]: row["cost_category"]}
        tables.append((rounded(row["amount_mid"]), weights, categories))
        currency = row["currency_code"]
    return tables, currency


def by_category(amounts, tables):
    """{category: amount} of one amount a table, split over the table's lines."""
    sums = dict.fromkeys(CATEGORIES, NOTHING)
    for amount, (_, weights, categories) in zip(amounts, tables, strict=True):
        for code, part in split(amount, weights).items():
            sums[categories[code]] += part
    return sums


def published_at_par(milestone):
    """{category: the document's mid} of a milestone, its currency taken as EUR."""
    tables, _ = published_tables(milestone)
    return by_category([amount for amount, _, _ in tables], tables)


@cache
def published_amounts(milestone):
    """{category: the document's mid in EUR}: the milestone at the plan rate, split exactly."""
    tables, currency = published_tables(milestone)
    at_par = [amount for amount, _, _ in tables]
    converted = split(rounded(product(total(at_par), plan().fx(currency))), dict(enumerate(at_par)))
    return by_category(converted.values(), tables)


def published_mid(milestone=None, category=None):
    """The published mid in EUR: of a milestone, a category or all."""
    return total(
        amount for m in MILESTONES if milestone in (None, m["milestone_code"])
        for name, amount in published_amounts(m["milestone_code"]).items()
        if category in (None, name))


# ---- Sensitivities -------------------------------------------------------------------------


def moved(driver, value):
    """The default scenario with one driver at one of its ends."""
    return Plan(drivers=inherited_drivers(DEFAULT) | {driver: value})


def headline(variant):
    """Total cost, cost per active user in the last month, pools and cash of a variant."""
    rows = economics(variant)
    return {
        "total_cost_eur": total(row["total_cost_eur"] for row in rows.values()),
        "cost_per_active_user": rows[HORIZON]["cost_per_active_user"],
        "dividend_pool_eur": total(row["dividend_pool_eur"] for row in rows.values()),
        "cash_at_end_eur": rows[HORIZON]["cash_balance_eur"],
    }


def pay_range():
    """Low and high pay as a share of mid, by the FTE-months of the default plan."""
    sums = defaultdict(Fraction)
    for person in staff(plan().staffing_plan_code):
        last = min(person["last_month"] or HORIZON, HORIZON)
        for month in range(person["first_month"], last + 1):
            (version,) = as_of(seed("salary_benchmark_versions", salary_benchmark_code=person[
                "salary_benchmark_code"]), month_start(month))
            for estimate in ESTIMATES:
                sums[estimate] += person["fte"] * Fraction(version[f"pay_{estimate}"])
    return sums


def planned_range(category):
    """Low and high of a category's planned lines as a share of mid, in EUR."""
    sums = defaultdict(Fraction)
    for estimate in ESTIMATES:
        p = plan(DEFAULT, estimate)
        rows = [(row, row[f"amount_{estimate}"]) for row in p.rows("milestone_direct_costs")
                if row["cost_category"] == category]
        if category == "compliance":
            rows += [(row, row[f"external_cost_{estimate}"] + row[f"audit_cost_{estimate}"])
                     for row in p.rows("compliance_milestones") if not row["legal_project_code"]]
        sums[estimate] = sum(amount * p.fx(row["currency_code"]) for row, amount in rows)
    return sums


def legal_ranges():
    """Hours of hourly work at their rates; fees, quotes and templates as a share of mid."""
    hours, fees = defaultdict(Fraction), defaultdict(Fraction)
    for estimate in ESTIMATES:
        p = plan(DEFAULT, estimate)
        for project in p.rows("legal_projects"):
            rate = find("legal_counsel_rates", project["legal_counsel_rate_code"])
            if rate["engagement_type"] == "hourly":
                hours[estimate] += product(project[f"hours_{estimate}"], hourly_rate(project),
                                           p.fx(rate["currency_code"]))
            else:
                fees[estimate] += Fraction(p.legal_project(project))
        fees[estimate] += sum(
            template[f"cost_{estimate}"] * p.fx(template["currency_code"])
            for template in p.rows("contract_templates") if not template["legal_project_code"])
    return {"legal_hours": hours, "legal_rate": fees}


def overhead_range():
    """Overhead at each of its own amounts, for the people and the pay of mid."""
    p, sums = plan(DEFAULT, "mid"), defaultdict(Fraction)
    for row in p.rows("overhead_costs"):
        units = sum(Fraction(p.overhead_units(row, month))
                    for month in due_months(row, HORIZON) if month <= HORIZON)
        for estimate in ESTIMATES:
            sums[estimate] += units * row[f"amount_{estimate}"] * p.fx(row["currency_code"])
    return sums


def fx_range():
    """The cheapest and the dearest dollar that was seen, as a share of the plan's."""
    rates = [row["eur_per_unit"] for row in seed("fx_rates", currency_code="USD")]
    return {"low": min(rates), "mid": plan().fx("USD"), "high": max(rates)}


def ends_from_inputs():
    """{driver: sums of low, mid and high} of the drivers whose ends are computed."""
    ranges = {category: planned_range(category)
              for category in ("third_party", "compliance", "marketing")}
    return ranges | legal_ranges() | {
        "salary_level": pay_range(), "overhead": overhead_range(), "fx_usd": fx_range()}


# ---- Risks ---------------------------------------------------------------------------------


def expected_loss(risk, prefix):
    """Probability of the class x loss in EUR of a risk that can still happen."""
    if risk["status"] in ("occurred", "closed"):
        return NOTHING
    probability = find("likelihood_classes", risk[f"{prefix}likelihood"])["probability"]
    return rounded(product(risk[f"{prefix}loss_mid"], probability,
                           plan().fx(risk["currency_code"])))


def contingencies():
    """{milestone: expected losses of its risks, before and after mitigation}."""
    return {
        m["milestone_code"]: {
            column: total(expected_loss(risk, prefix) for risk in seed(
                "risk_register", milestone_code=m["milestone_code"]))
            for column, prefix in (("inherent_expected_loss_eur", ""),
                                   ("contingency_eur", "residual_"))}
        for m in MILESTONES}


# ---- Distribution --------------------------------------------------------------------------

DRAWS = variable("monte_carlo_draws")


@cache
def uniforms(key=None):
    """The numbers of all draws for a line, or for every line where they move together."""
    suffix = f"|{key}" if key else ""
    return [int(md5(f"{draw}{suffix}".encode()).hexdigest()[:13], 16) / 16**13
            for draw in range(1, DRAWS + 1)]


def triangular(low, mid, high, numbers):
    """Cents of each draw between low and high, most often near mid."""
    low, mid, high = map(float, (low, mid, high))
    if low == high:
        return [round(low * 100)] * len(numbers)
    left, right = (high - low) * (mid - low), (high - low) * (high - mid)
    turn = (mid - low) / (high - low)
    return [int((low + sqrt(u * left) if u < turn else high - sqrt((1 - u) * right)) * 100 + 0.5)
            for u in numbers]


def cells(scenario):
    """{(milestone key, category): low, mid and high}, operations included."""
    result = defaultdict(lambda: dict.fromkeys(ESTIMATES, NOTHING))
    for estimate in ESTIMATES:
        for (_, key, category, _), amount in plan(scenario, estimate).ledger.items():
            result[key, category][estimate] += amount
    return result


def groups_of(key):
    """What a line is added up to: its milestone, all milestones (as the plan has it), the total."""
    return (key, "total") if key == OPERATIONS else (key, "milestones", "total")


def share_within(drawn, amount):
    """The share of sorted draws, in cents, that do not exceed an amount."""
    return ratio(bisect_right(drawn, int(amount * 100)), DRAWS)


def distribution(scenario):
    """cost_distribution: {(milestone key or total, correlation): mean and percentiles}."""
    sums, mids = {}, defaultdict(lambda: NOTHING)
    for (key, category), ends in cells(scenario).items():
        for name in groups_of(key):
            mids[name] += ends["mid"]
        for correlation in ("independent", "full"):
            numbers = uniforms(f"{key}|{category}" if correlation == "independent" else None)
            drawn = triangular(*ends.values(), numbers)
            for name in groups_of(key):
                before = sums.get((name, correlation))
                sums[name, correlation] = (
                    drawn if before is None else [a + b for a, b in zip(before, drawn)])
    result = {}
    for (name, correlation), drawn in sums.items():
        drawn = sorted(drawn)
        row = {f"p{p}_eur": Decimal(drawn[ceil(Fraction(p * DRAWS, 100)) - 1]).scaleb(-2)
               for p in (10, 50, 80, 90)}
        row["mean_eur"] = rounded(Fraction(sum(drawn), 100 * DRAWS))
        row["mid_percentile"] = share_within(drawn, mids[name])
        comparable = name not in (OPERATIONS, "total")
        row["chance_within_published_mid"] = share_within(
            drawn, published_mid(None if name == "milestones" else name)) if comparable else None
        result[name, correlation] = row
    return result


# ---- From the published plan to the complete one -------------------------------------------


def is_completion(category, line):
    """Whether a ledger line is of a row that the plan leaves out."""
    entities = {"compliance": "milestone_direct_costs", "legal": "legal_projects",
                "ml_training": "ml_training_runs", "llm": "llm_usage_plans",
                "third_party": "milestone_direct_costs", "marketing": "milestone_direct_costs",
                "other": "milestone_direct_costs"}
    rows = [row for row in table(entities[category]) if next(iter(row.values())) == line]
    return bool(rows and rows[0].get("is_completion"))


def bridge():
    """completeness_bridge: {(step, line): EUR} from the published mid to the default scenario."""
    published, complete, steps = plan("as-published"), plan(), defaultdict(lambda: NOTHING)
    for code in (milestone["milestone_code"] for milestone in MILESTONES):
        for category, amount in published_at_par(code).items():
            steps["published", category] += amount
            steps["currency", "currency"] += published_amounts(code)[category] - amount
            steps["model", category] -= published_amounts(code)[category]
    for (_, key, category, _), amount in published.ledger.items():
        steps["operations" if key == OPERATIONS else "model", category] += amount
    for place, (own, market) in people_of_the_published_plan().items():
        steps["market_pay", "_".join(place)] += market - own
        steps["staffing", "_".join(place)] -= market
    for (_, *place), row in complete.headcount().items():
        steps["staffing", "_".join(place)] += row["cost_eur"]
    for sign, ledger in ((1, complete.ledger), (-1, published.ledger)):
        for (_, _, category, line), amount in ledger.items():
            if category == "overhead":
                steps["overhead", line] += sign * amount
            elif category not in ("labor", "infrastructure") and is_completion(category, line):
                steps["completion", line] += sign * amount
            elif category != "labor":
                steps["rest", category] += sign * amount
    return {key: amount for key, amount in steps.items() if amount}


def people_of_the_published_plan():
    """{role, place and type: cost at published and at market pay}."""
    result, p = {}, plan("as-published")
    for person in staff(p.staffing_plan_code):
        place = tuple(person[name] for name in PLACE)
        own = person["salary_benchmark_code"]
        market = seed("salary_benchmarks", pay_set="market", **dict(zip(PLACE, place)))
        codes = own, market[0]["salary_benchmark_code"] if market else own
        last = min(person["last_month"] or HORIZON, HORIZON)
        result[place] = tuple(
            before + total(p.labor_leaf(code, month, person["fte"])[0]
                           for month in range(person["first_month"], last + 1))
            for before, code in zip(result.get(place, (NOTHING, NOTHING)), codes))
    return result
