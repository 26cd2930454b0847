"""The published figures, recomputed from the seeds without any SQL of the project.

The first part is the plan in Python: it reads seeds/**/*.csv with the standard library,
calculates in exact fractions and rounds where a rule says so. The second part are the tests:
they read the tables of the built warehouse by plain `select` and compare every row, to the
last decimal. A test that fails lists the values that differ.
"""
import csv
import re
from calendar import monthrange
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from statistics import median

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PROJECT_START, HORIZON = date(2026, 1, 1), 36
MONTHS = range(1, HORIZON + 1)
ESTIMATES = ("low", "mid", "high")
NOTHING = Decimal("0.00")

# ---- Arithmetic ----------------------------------------------------------------------------


def rounded(value, places=2):
    """Round half away from zero."""
    numerator, denominator = value.as_integer_ratio()
    units = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return Decimal(units if value >= 0 else -units).scaleb(-places)


def whole(value):
    return int(rounded(value, 0))


def product(first, *others):
    """Multiply in the order given and round to ten decimals after each factor."""
    result = Fraction(first)
    for factor in others:
        result = Fraction(rounded(result * Fraction(factor), 10))
    return result


def ratio(numerator, denominator, places=6):
    """Exact division, then rounded; null where the denominator is 0 or a side is missing."""
    if numerator is None or not denominator:
        return None
    return rounded(Fraction(numerator) / Fraction(denominator), places)


def split(amount, weights):
    """Split cents by largest remainder; a tie goes to the key that stands first in weights."""
    cents, total = int(abs(amount) * 100), sum(Fraction(weight) for weight in weights.values())
    exact = {key: cents * Fraction(weight) / total for key, weight in weights.items()}
    parts = {key: int(share) for key, share in exact.items()}
    by_remainder = sorted(parts, key=lambda key: parts[key] - exact[key])
    for key in by_remainder[: cents - sum(parts.values())]:
        parts[key] += 1
    return {k: Decimal(-p if amount < 0 else p).scaleb(-2) for k, p in parts.items()}


def evenly(amount, first, last):
    """Split an amount over the months first to last; an odd cent goes to the earlier month."""
    return split(amount, dict.fromkeys(range(first, last + 1), 1))


def decimal(value):
    return Decimal(Fraction(value).numerator) / Decimal(Fraction(value).denominator)


# ---- Seeds and dates -----------------------------------------------------------------------


def typed(text):
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return Fraction(text) if "." in text else int(text)
    return {"": None, "true": True, "false": False}.get(text, text)


@cache
def table(entity):
    (path,) = (PROJECT / "seeds").glob(f"*/raw_{entity}.csv")
    with open(path, encoding="utf-8", newline="") as file:
        return [{name: typed(text) for name, text in row.items()} for row in csv.DictReader(file)]


@cache
def seed(entity, **values):
    """The rows of raw_<entity>.csv that have the given values."""
    return [row for row in table(entity) if all(row[k] == v for k, v in values.items())]


@cache
def find(entity, code):
    """The row of raw_<entity>.csv whose first column is the code."""
    (row,) = (row for row in table(entity) if next(iter(row.values())) == code)
    return row


def assumption(code):
    row = find("assumptions", code)
    return row["value_date"] or row["value_number"]


def month_start(month):
    years, months = divmod(PROJECT_START.month + month - 2, 12)
    return date(PROJECT_START.year + years, months + 1, 1)


def month_end(month):
    start = month_start(month)
    return start.replace(day=monthrange(start.year, start.month)[1])


def as_of(rows, day):
    """The rows with the latest valid_from on or before the day, else the first known ones."""
    starts = [row["valid_from"] for row in rows]
    start = max((start for start in starts if start <= day), default=min(starts))
    return [row for row in rows if row["valid_from"] == start]


def in_force(row, day):
    return row["valid_from"] <= day <= (row["valid_to"] or date.max)


MILESTONES = sorted(table("milestones"), key=itemgetter("sequence"))


def active_milestones(month):
    """The milestones of a month, in sequence."""
    return [m for m in MILESTONES if m["first_month"] <= month <= m["last_month"]]


def latest_milestone(month):
    """The active milestone that started last; none after the last milestone."""
    active = sorted(active_milestones(month), key=itemgetter("first_month"))
    return active[-1]["milestone_code"] if active else None


# ---- Rules that need no scenario -----------------------------------------------------------


def active_users(model, t):
    """The growth curve at month t, before it is rounded to whole users."""
    p0, k, g, r, p, q = (decimal(model[name] or 0) for name in ("p0", "k", "g", "r", "p", "q"))
    if model["curve_type"] == "linear":
        return p0 + (k - p0) * min(t / decimal(model["t"]), 1)
    if model["curve_type"] == "exponential":
        return min(k, p0 * (1 + g) ** t)
    if model["curve_type"] == "logistic":
        return k / (1 + (k - p0) / p0 * (-r * t).exp())
    if model["curve_type"] == "bass":
        decay = (-(p + q) * t).exp()
        return p0 + (k - p0) * (1 - decay) / (1 + q / p * decay)
    points = [(0, p0)] + [(m["last_month"], Decimal(m["target_users"])) for m in MILESTONES]
    for (t0, before), (t1, target) in zip(points, points[1:]):
        if t <= t1:
            part = Decimal(t - t0) / (t1 - t0)
            return before * (target / before) ** part if before else target * part
    return min(k, target * (1 + g) ** (t - t1))


def opt_in(month):
    """Share of active users who contribute: linear between targets, 0 before, flat after."""
    points = [(row["month_index"], row["rate"]) for row in table("opt_in_targets")]
    for (t0, low), (t1, high) in zip(points, points[1:]):
        if t0 <= month <= t1:
            return low + (high - low) * Fraction(month - t0, t1 - t0)
    return points[-1][1] if month > points[-1][0] else 0


def price(tiers, quantity):
    """What a quantity costs under the tiers of one service and day, in their currency."""
    amount = Fraction(0)
    for tier in (tier for tier in tiers if quantity > tier["from_units"]):
        model, unit_price, last = tier["pricing_model"], tier["unit_price"], tier["to_units"]
        if model == "graduated":
            within = quantity if last is None else min(quantity, last)
            amount += tier["flat_fee"] + product(unit_price, within - tier["from_units"])
        elif last is None or quantity <= last:
            packages = -(-quantity // tier["package_size"]) if model == "package" else quantity
            amount += product(unit_price, packages) + (tier["flat_fee"] if model == "volume" else 0)
    return amount


def place_of(row):
    return {key: row[key] for key in ("role_code", "location_code", "employment_type")}


@cache
def hiring_year(**place):
    """Year of the first allocation of a role at a place; the first year where there is none."""
    allocations = seed("milestone_team_allocations", **place)
    return month_start(min((row["first_month"] for row in allocations), default=1)).year


def dividend_periods():
    """Calendar blocks, each under the policy in force on its first day: (policy, months)."""
    month = 1
    while month <= HORIZON:
        (policy,) = (p for p in table("dividend_policies") if in_force(p, month_start(month)))
        months = range(month, min(month + policy["period_months"], HORIZON + 1))
        yield policy, months
        month = months[-1] + 1


@cache
def contributions(contributor):
    return seed("contributions", contributor_code=contributor)


def scored(contributor, policy, months):
    """ACUs, the seven scores and the composite of a contributor in a period."""
    rows = [row for row in contributions(contributor) if row["month_index"] in months]
    acus, cap = sum(row["acus"] for row in rows), policy["volume_cap_acus"]
    result = {"acus": acus, "volume_score": ratio(min(acus, cap), cap) if acus else None}
    for name in ("quality", "uniqueness", "depth", "domain", "engagement", "consistency"):
        result[f"{name}_score"] = ratio(sum(r["acus"] * r[f"{name}_score"] for r in rows), acus)
    factors = seed("dividend_factors", dividend_policy_code=policy["dividend_policy_code"])
    times = 1_000_000 * sum(
        row["weight"] * Fraction(result[f"{row['factor']}_score"] or 0) for row in factors)
    composite = whole(times) * (acus if policy["scoring_method"] == "acu_weighted" else 1)
    return result | {"composite_score": composite if acus else None}


COST_COLUMNS = {  # category: its column in the unit economics, the kind of cost it is
    "labor": ("labor_cost_eur", None), "infrastructure": ("infrastructure_cost_eur", "operate"),
    "third_party": ("third_party_cost_eur", "operate"), "llm": ("other_cost_eur", "operate"),
    "legal": ("legal_cost_eur", None), "marketing": ("marketing_cost_eur", "growth"),
}


@cache
def sums_of(category, line):
    """The sums that a ledger line enters: its column, operate or growth, the accrual."""
    column, kind = COST_COLUMNS.get(category, ("other_cost_eur", None))
    group = None
    if category == "labor":
        allocation = find("milestone_team_allocations", line.removesuffix(":severance"))
        role = find("roles", allocation["role_code"])
        kind, group = allocation["cost_type"] or role["cost_type"], role["role_category_code"]
    elif category == "infrastructure":
        group = find("infrastructure_model_components", line)["cost_component"]
    accrual = "accrual" if line.endswith(":severance") else None
    return "support_cost_eur" if group == "support" else column, kind, accrual


# ---- The plan of one scenario --------------------------------------------------------------


class Plan:
    """One scenario at one estimate; without a scenario, every allocation at drivers 1."""

    def __init__(self, scenario=None, estimate=None):
        self.row = find("scenarios", scenario) if scenario else {}
        self.estimate = estimate or self.row["estimate"]
        self.growth_model = scenario and find("user_growth_models", self.row["growth_model_code"])

    @cache
    def driver(self, code):
        """The scenario's multiplier, else its nearest ancestor's, else 1."""
        scenario = self.row
        while scenario:
            for row in seed("scenario_drivers", scenario_code=scenario["scenario_code"]):
                if row["driver_code"] == code:
                    return row["multiplier"]
            parent = scenario["parent_scenario_code"]
            scenario = find("scenarios", parent) if parent else None
        return 1

    @cache
    def fx(self, currency):
        """EUR per unit at the plan date, the same for all months."""
        if currency == "EUR":
            return 1
        rows = [row for row in seed("fx_rates", currency_code=currency)
                if row["rate_date"] <= assumption("fx_plan_date")]
        rate = max(rows, key=itemgetter("rate_date"))["eur_per_unit"]
        return product(rate, self.driver("fx_usd")) if currency == "USD" else rate

    @property
    def churn_rate(self):
        return min(self.growth_model["monthly_churn_rate"] * self.driver("churn_rate"), 1)

    @cached_property
    def users(self):
        """Active users from the curve, then totals, churn, new users and contributors.

        New users are those at the churn of the growth model; totals roll on at the scenario's.
        """
        model, result, steady, total = self.growth_model, {}, 0, 0
        for month in MONTHS:
            curve = rounded(active_users(model, month), 6)
            active = whole(product(curve, self.driver("user_growth")))
            previous, steady = steady, whole(active / Fraction(model["active_share"]))
            churned = whole(previous * model["monthly_churn_rate"])
            new = max(0, steady - previous + churned)
            churned = previous + new - steady
            if self.driver("churn_rate") != 1:
                churned = whole(total * self.churn_rate)
            total += new - churned
            rate = min(opt_in(month) * self.driver("opt_in_rate"), 1)
            result[month] = {
                "growth_model_code": model["growth_model_code"],
                "milestone_code": latest_milestone(month),
                "total_users": total, "active_users": active, "new_users": new,
                "churned_users": churned, "contributors": whole(active * rate),
            }
        return result

    @cache
    def labor_stack(self, benchmark_code, month):
        """Loaded cost of one full-time equivalent a year, line by line: {line code: amount}."""
        benchmark, day = find("salary_benchmarks", benchmark_code), month_start(month)
        pay, place = benchmark[f"pay_{self.estimate}"], place_of(benchmark)
        at_place = {"location_code": place["location_code"]}
        if benchmark["employment_type"] == "contractor":
            hours = assumption("billable_hours_per_month")
            pay = product(pay, self.driver("contractor_rate"), hours, 12)
        else:
            pay = product(pay, self.driver("salary_level"))
        lines, relievable = {"base": rounded(pay, 6)}, 0
        factors = seed("employment_cost_factors", employment_type=place["employment_type"],
                       **at_place)
        for factor_type in sorted({row["factor_type"] for row in factors}):
            (row,) = as_of([row for row in factors if row["factor_type"] == factor_type], day)
            capped = pay if row["annual_cap"] is None else min(pay, row["annual_cap"])
            times = {
                "rate_on_salary": max(0, capped - (row["annual_floor"] or 0)),
                "days_of_salary_per_year": pay / 365,
                "rate_on_fee": pay, "fixed_annual": 1, "fixed_monthly": 12,
            }[row["basis"]]
            lines[row["factor_code"]] = amount = rounded(row["value"] * times, 6)
            relievable += amount if row["relief_eligible"] else 0
        for row in seed("location_tax_incentives", incentive_type="employer_contribution_relief",
                        **at_place):
            relief = rounded(row["rate"] * Fraction(relievable), 6)
            if row["annual_cap"] is not None:
                relief = min(relief, rounded(row["annual_cap"], 6))
            served = not row["min_prior_service"] or day.year > hiring_year(**place)
            if relief and in_force(row, day) and served and pay >= (row["salary_min"] or 0):
                lines[row["incentive_code"]] = -relief
        return lines

    @property
    def allocations(self):
        plan = self.row.get("staffing_plan_code")
        return seed("milestone_team_allocations", **({"staffing_plan_code": plan} if plan else {}))

    @cached_property
    def labor(self):
        """The leaf of an allocation and month, of which the severance accrual is no cash."""
        lines, severances = {}, seed("employment_cost_factors", factor_type="severance")
        severances = {row["factor_code"] for row in severances}
        for row in self.allocations:
            for month in range(row["first_month"], row["last_month"] + 1):
                (pay,) = as_of(seed("salary_benchmarks", **place_of(row)), month_start(month))
                stack = self.labor_stack(pay["salary_benchmark_code"], month)
                severance = sum(stack[code] for code in severances & stack.keys())
                leaf, accrual = (
                    rounded(product(row["fte_count"], self.driver("headcount"), annual,
                                    self.fx(pay["currency_code"])) / 12)
                    for annual in (sum(stack.values()), severance))
                key = (month, row["milestone_code"] or "operations")
                lines[*key, row["allocation_code"]] = leaf - accrual
                lines[*key, f"{row['allocation_code']}:severance"] = accrual
        return lines

    @cache
    def milestone_weights(self, month):
        """FTE of each active milestone in the month; equal weights where all are 0."""
        weights = {
            milestone["milestone_code"]: sum(
                row["fte_count"] for row in self.allocations
                if row["milestone_code"] == milestone["milestone_code"]
                and row["first_month"] <= month <= row["last_month"])
            for milestone in active_milestones(month)
        }
        weights = weights or {"operations": 1}
        return weights if any(weights.values()) else dict.fromkeys(weights, 1)

    def attributed(self, lines):
        """{(month, line): shared cost} split over milestones: {(month, milestone, line): part}."""
        return {
            (month, milestone, line): part
            for (month, line), amount in lines.items()
            for milestone, part in split(amount, self.milestone_weights(month)).items()
        }

    @cache
    def service_quantities(self, month):
        """{service: {component: units}} of the scale that serves the month's active users."""
        active, services = self.users[month]["active_users"], {}
        (scale,) = (row["infrastructure_model_code"] for row in table("infrastructure_cost_models")
                    if row["user_scale_min"] <= active
                    and (row["user_scale_max"] is None or active <= row["user_scale_max"]))
        rows = seed("infrastructure_model_components", infrastructure_model_code=scale)
        for row in sorted(rows, key=itemgetter("infrastructure_model_component_code")):
            units = row["quantity_fixed"] + row["quantity_per_active_user"] * active
            units = Fraction(rounded(units * self.driver("infrastructure_usage"), 6))
            if units and (row["applies_from"] == "always" or self.model_revenue(month)):
                parts = services.setdefault(row["service_code"], {})
                parts[row["infrastructure_model_component_code"]] = units
        return services

    def service_bill(self, service, month):
        """The leaf of a service and month: all its components, priced as one bill, in EUR."""
        tiers = as_of(seed("service_pricing_tiers", service_code=service), month_start(month))
        amount = price(tiers, sum(self.service_quantities(month)[service].values()))
        factor = f"infrastructure_{self.estimate}_factor"
        return rounded(product(amount, self.driver("infrastructure_price"),
                               self.fx(tiers[0]["currency_code"]),
                               1 if self.estimate == "mid" else assumption(factor)))

    @cached_property
    def infrastructure(self):
        """Bills split over their components by quantity, then over milestones by FTE."""
        return self.attributed({
            (month, component): part
            for month in MONTHS
            for service, parts in self.service_quantities(month).items()
            for component, part in split(self.service_bill(service, month), parts).items()
        })

    @cached_property
    def llm(self):
        """Tokens x price of a million, the batch share at its discount, split by FTE."""
        lines = {}
        for plan in table("llm_usage_plans"):
            prices = seed("llm_api_costs", model_code=plan["model_code"])
            for month in range(plan["first_month"], (plan["last_month"] or HORIZON) + 1):
                (row,) = as_of(prices, month_start(month))
                amount, active = 0, self.users[month]["active_users"]
                for kind in ("input", "output", "cached"):
                    tokens = (plan[f"{kind}_tokens_per_month"]
                              + plan[f"{kind}_tokens_per_active_user"] * active)
                    million = row[f"{kind.replace('cached', 'cached_input')}_price_per_million"]
                    usage = self.driver("infrastructure_usage")
                    amount += product(tokens, usage, million) / 1_000_000
                lines[month, plan["llm_usage_plan_code"]] = rounded(
                    product(amount, 1 - plan["batch_share"] * row["batch_discount"],
                            self.driver("infrastructure_price"), self.fx(row["currency_code"])))
        return self.attributed(lines)

    @cached_property
    def ml_training(self):
        """GPU hours of each run x price, in full in its month; low use is the high cost."""
        lines = {}
        for run in table("ml_training_runs"):
            gpu = find("ml_compute_instances", run["instance_code"])
            opposite = {"low": "high", "mid": "mid", "high": "low"}[self.estimate]
            tokens = product(run["tokens_billion"], self.driver("infrastructure_usage"))
            work = product(6, run["parameters_billion"], tokens, run["epochs"], 1_000_000,
                           assumption(f"method_factor_{run['method']}"))
            speed = gpu["peak_tflops_bf16"] * run[f"utilization_{opposite}"] * 3600
            hourly = gpu[f"{run['purchase_option']}_hourly_price"]
            month = run["run_month"] or find("milestones", run["milestone_code"])["last_month"]
            lines[month, run["milestone_code"], run["training_run_code"]] = rounded(
                product(work / speed / gpu["gpu_count"], hourly,
                        self.driver("infrastructure_price"), self.fx(gpu["currency_code"])))
        return lines

    def months_of(self, row):
        span = row if row.get("first_month") else find("milestones", row["milestone_code"])
        return span["first_month"], span["last_month"]

    def spread(self, row, amount):
        """An amount in EUR over the months of a row or, by default, of its milestone."""
        first, last = self.months_of(row)
        span = {"first": (first, first), "last": (last, last)}.get(row.get("spread"), (first, last))
        key, code = row["milestone_code"] or "operations", next(iter(row.values()))
        return {(month, key, code): part for month, part in evenly(amount, *span).items()}

    def planned(self, row, amount):
        return self.spread(row, rounded(product(
            amount, self.driver("direct_costs"), self.fx(row["currency_code"]))))

    def direct(self, category):
        lines = {}
        for row in seed("milestone_direct_costs", cost_category=category):
            lines |= self.planned(row, row[f"amount_{self.estimate}"])
        return lines

    @cached_property
    def compliance(self):
        """External and audit cost; what a legal project covers costs nothing here."""
        lines = self.direct("compliance")
        for row in seed("compliance_milestones", legal_project_code=None):
            external, audit = f"external_cost_{self.estimate}", f"audit_cost_{self.estimate}"
            lines |= self.planned(row, row[external] + row[audit])
        return lines

    @cached_property
    def legal(self):
        """Hours x blended rate, fixed fees, retainers; templates that no project covers."""
        lines = {}
        for project in table("legal_projects"):
            rate = find("legal_counsel_rates", project["legal_counsel_rate_code"])
            fee, currency, times = rate[f"fee_{self.estimate}"], rate["currency_code"], 1
            if rate["engagement_type"] == "hourly":
                times = product(project[f"hours_{self.estimate}"], self.driver("legal_hours"))
                fee = sum(assumption(f"legal_share_{grade}") * rate[f"rate_{grade}"]
                          for grade in ("junior", "mid", "senior", "partner"))
            elif rate["engagement_type"] == "retainer":
                first, last = self.months_of(project)
                times = last - first + 1
            elif project[f"quote_{self.estimate}"] is not None:
                fee, currency = project[f"quote_{self.estimate}"], project["currency_code"]
            lines |= self.spread(project, rounded(product(
                times, fee, self.driver("legal_rate"), self.fx(currency))))
        for template in seed("contract_templates", legal_project_code=None):
            lines |= self.planned(template, template[f"cost_{self.estimate}"])
        return lines

    @cached_property
    def revenue(self):
        """{(month, stream): EUR}: launch amount x growth factor up to the cap, then drivers."""
        result = {}
        for row in table("revenue_streams"):
            code, factor = row["revenue_stream_code"], Fraction(1)
            growth = row["monthly_growth_rate"] * self.driver("revenue_growth")
            groups = seed("customer_groups", revenue_stream_code=code)
            first = find("milestones", row["first_milestone_code"])["first_month"]
            for month in range(first, HORIZON + 1):
                units = {"amount": 1, "per_active_user": self.users[month]["active_users"],
                         "per_customer": sum(group["customers_at_launch"] for group in groups)}
                amount = product(row["launch_monthly_amount"], units[row["revenue_basis"]], factor)
                if row["monthly_cap"] is not None:
                    amount = min(amount, row["monthly_cap"])
                result[month, code] = rounded(product(
                    amount, self.driver("revenue_price"), self.fx(row["currency_code"])))
                factor = Fraction(rounded(factor * (1 + growth), 12))
        return result

    def month_revenue(self, month, streams):
        codes = [row["revenue_stream_code"] for row in streams]
        return sum((self.revenue.get((month, code), NOTHING) for code in codes), NOTHING)

    def model_revenue(self, month):
        return self.month_revenue(month, seed("revenue_streams", is_model_revenue=True))

    @cache
    def platform(self, month):
        (share,) = (p["platform_share"] for p, months in dividend_periods() if month in months)
        return rounded(product(self.model_revenue(month), share))

    def pool(self, month):
        """What is left of a month's model revenue for its contributors."""
        return self.model_revenue(month) - self.platform(month)

    @cached_property
    def paid_pools(self):
        """{month: (policy, pool of the period that ended the month before)}."""
        return {months[-1] + 1: (policy, sum(map(self.pool, months)))
                for policy, months in dividend_periods()}

    @cached_property
    def third_party(self):
        """Planned lines, processing of each stream, and the payout fees of each period."""
        shared = {}
        for (month, code), amount in self.revenue.items():
            row = find("revenue_streams", code)
            fixed = product(row["payments_per_month"], row["processing_fixed"],
                            self.fx(row["processing_currency_code"]))
            percentage = product(amount, row["processing_rate"])
            shared[month, f"processing:{code}"] = rounded(percentage + fixed)
        for month, (policy, pool) in self.paid_pools.items():
            contributors = self.users[month - 1]["contributors"]
            if pool > 0 and contributors and month <= HORIZON:
                reach = min(1, Fraction(pool) / contributors / policy["min_payout_eur"])
                payees = whole(contributors * assumption("payout_eligible_share") * reach)
                fees = {
                    (month, f"payout:{row['payout_method_code']}"): row["share_of_payouts"] * (
                        payees * row["fixed_fee"] * self.fx(row["currency_code"])
                        + Fraction(pool) * row["rate"])
                    for row in sorted(table("payout_methods"), key=itemgetter("payout_method_code"))
                }
                shared |= split(rounded(sum(fees.values())), fees)
        return self.direct("third_party") | self.attributed(shared)

    @cached_property
    def ledger(self):
        """{(month, milestone, category, line): EUR} without lines of 0."""
        categories = {
            "labor": self.labor, "infrastructure": self.infrastructure, "llm": self.llm,
            "third_party": self.third_party, "ml_training": self.ml_training,
            "legal": self.legal, "compliance": self.compliance,
            "marketing": self.direct("marketing"), "other": self.direct("other"),
        }
        return {(month, milestone, category, line): amount
                for category, lines in categories.items()
                for (month, milestone, line), amount in lines.items() if amount}

    @cached_property
    def sums(self):
        """{(month, sum): EUR} of the ledger, with training spread over the months after a run."""
        result = defaultdict(lambda: NOTHING)
        for (month, _, category, line), amount in self.ledger.items():
            for name in filter(None, sums_of(category, line)):
                result[month, name] += amount
        span = assumption("training_amortization_months")
        for (month, _, _), amount in self.ml_training.items():
            for later, part in evenly(amount, month + 1, month + span).items():
                result[later, "operate"] += part
        return result

    @cached_property
    def economics(self):
        """Cost, revenue, result and cash of each month, and what they mean per user."""
        columns = [column for column, _ in COST_COLUMNS.values()] + ["support_cost_eur"]
        result, flows, cash = {}, [], rounded(assumption("opening_cash_eur"))
        for month in MONTHS:
            users, pool = self.users[month], self.pool(month)
            cost = {column: self.sums[month, column] for column in columns}
            total, total_users = sum(cost.values()), users["total_users"]
            revenue = self.month_revenue(month, table("revenue_streams"))
            operating = self.sums[month, "operate"]
            net = revenue - operating - self.sums[month, "growth"]
            _, paid_pool = self.paid_pools.get(month, (None, NOTHING))
            flows.append(revenue - (total - self.sums[month, "accrual"]) - paid_pool)
            cash += flows[-1]
            last_flows = flows[-assumption("runway_window_months"):]
            burn = -Fraction(sum(last_flows)) / len(last_flows)
            window = range(max(1, month - assumption("cac_window_months") + 1), month + 1)
            acquired = sum(self.users[m]["new_users"] for m in window)
            spent = sum(self.sums[m, "growth"] for m in window)
            cac = Fraction(spent) / acquired if acquired else None
            result[month] = row = cost | {
                **{name: users[name] for name in ("total_users", "active_users", "contributors")},
                "operating_cost_eur": operating, "total_cost_eur": total, "revenue_eur": revenue,
                "dividend_pool_eur": pool, "net_result_eur": net,
                "net_result_after_dividend_eur": net - pool,
                "cost_per_user": ratio(operating, total_users),
                "cost_per_active_user": ratio(operating, users["active_users"]),
                "cost_per_contributor": ratio(operating, users["contributors"]),
                "fully_loaded_cost_per_user": ratio(total, total_users),
                "revenue_per_user": ratio(revenue, total_users),
                "net_cost_per_user": ratio(operating - revenue, total_users),
                "net_cost_per_user_after_dividend": ratio(operating + pool - revenue, total_users),
                "cac": ratio(spent, acquired), "cash_flow_eur": flows[-1], "cash_balance_eur": cash,
                "runway_months": ratio(max(cash, 0), burn) if burn > 0 else None,
                "unit_economics_status": "no_revenue" if not revenue else "loss" if net < 0
                else "profit_before_dividend_only" if net < pool else "profit",
            }
            for suffix, cost in (("", operating), ("_after_dividend", operating + pool)):
                earned = revenue - cost
                ltv = Fraction(earned) / total_users / self.churn_rate if revenue else None
                pays_back = revenue and earned > 0 and cac is not None
                row[f"gross_margin{suffix}"] = ratio(earned, revenue)
                row[f"ltv{suffix}"] = ratio(ltv, 1)
                row[f"ltv_cac_ratio{suffix}"] = ratio(ltv, cac)
                row[f"payback_months{suffix}"] = (
                    ratio(cac * total_users, earned) if pays_back else None)
        return result

    @cached_property
    def dividends(self):
        """Each period's pool shared out: {calculation: totals}, {(calculation, person): row}."""
        totals, accounts, balances, carried = {}, {}, defaultdict(lambda: NOTHING), NOTHING
        for policy, months in dividend_periods():
            start, end, rows = month_start(months[0]), month_end(months[-1]), {}
            for person in sorted(table("contributors"), key=itemgetter("contributor_code")):
                code = person["contributor_code"]
                row = scored(code, policy, months) | {
                    "opening_balance_eur": balances[code], "earned_eur": NOTHING}
                consents = (person["training_consent_from"] <= start
                            and (person["training_consent_to"] or date.max) >= end)
                row["is_eligible"] = bool(
                    row["acus"] and row["acus"] >= policy["min_acus"] and consents
                    and row["quality_score"] >= policy["min_quality"])
                held = (person["tax_form_from"], person["payout_method_from"])
                row["payable"] = all(day and day <= end for day in held)
                if row["acus"] or row["opening_balance_eur"]:
                    rows[code] = row
            weights = {c: row["composite_score"] for c, row in rows.items() if row["is_eligible"]}
            model_revenue = sum(map(self.model_revenue, months))
            platform = sum(map(self.platform, months))
            pool = model_revenue - platform + carried
            parts = split(pool, weights) if pool > 0 and weights else {}
            for code, row in rows.items():
                row["earned_eur"] = parts.get(code, NOTHING)
                balance = row["opening_balance_eur"] + row["earned_eur"]
                is_paid = row.pop("payable") and balance >= policy["min_payout_eur"]
                row["paid_eur"] = balance if is_paid else NOTHING
                row["closing_balance_eur"] = balances[code] = balance - row["paid_eur"]
                row["contribution_share"] = ratio(weights.get(code), sum(weights.values()), 8)
            earned = [rows[code]["earned_eur"] for code in weights]
            calculation = f"{policy['dividend_policy_code']}:{start}"
            accounts |= {(calculation, code): row for code, row in rows.items()}
            totals[calculation,] = {
                "dividend_policy_code": policy["dividend_policy_code"],
                "period_start": start, "period_end": end, "model_revenue_eur": model_revenue,
                "platform_share_eur": platform, "pool_carried_in_eur": carried,
                "dividend_pool_eur": pool, "carried_forward_eur": pool - sum(earned),
                "eligible_contributors": len(weights),
                "total_acus": sum(rows[code]["acus"] for code in weights),
                "total_composite": sum(weights.values()),
                "average_earned_eur": ratio(sum(earned), len(earned), 2),
                "median_earned_eur": ratio(median(map(Fraction, earned)), 1, 2) if earned else None,
                "minimum_earned_eur": min(earned, default=None),
                "maximum_earned_eur": max(earned, default=None),
                "paid_contributors": sum(row["paid_eur"] > 0 for row in rows.values()),
                **{f"{name}_eur": sum(row[f"{name}_eur"] for row in rows.values())
                   for name in ("opening_balance", "earned", "paid", "closing_balance")},
            }
            carried = pool - sum(earned)
        return totals, accounts


# ---- Tests ---------------------------------------------------------------------------------

plan = cache(Plan)
each_estimate = pytest.mark.parametrize("estimate", ESTIMATES)
SCENARIOS = [row["scenario_code"] for row in table("scenarios")]
(DEFAULT,) = (row["scenario_code"] for row in seed("scenarios", is_default=True))
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS)


def assert_published(warehouse, relation, keys, expected, where="true", zeros=True):
    """The relation has exactly the expected rows, {key: {column: value}}, and equal values."""
    columns = list(next(iter(expected.values())))
    names = ", ".join([*keys, *columns])
    found = warehouse.execute(f"select {names} from {relation} where {where}").fetchall()
    rows = {row[: len(keys)]: dict(zip(columns, row[len(keys):])) for row in found}
    assert len(rows) == len(found), f"{relation} repeats a key"
    rows = {key: row for key, row in rows.items() if zeros or any(row.values())}
    differences = [
        f"{key} {column}: recomputed {expected.get(key, {}).get(column)}, "
        f"published {rows.get(key, {}).get(column)}"
        for key in sorted(rows | expected, key=str) for column in columns
        if expected.get(key, {}).get(column) != rows.get(key, {}).get(column)
    ]
    message = "\n".join([f"{len(differences)} values differ", *differences[:20]])
    assert rows.keys() == expected.keys() and not differences, message


def test_arithmetic_follows_examples_calculated_by_hand():
    """Largest remainder, tiers and a growth curve of this file; from no seed."""
    assert list(split(Decimal("0.02"), {1: 1, 2: 1, 3: 1}).values()) == [
        Decimal("0.01"), Decimal("0.01"), 0]
    assert list(split(Decimal("6.13"), dict(enumerate((98, 92, 98, 123, 102, 92)))).values()) == [
        Decimal(cents) / 100 for cents in (99, 93, 99, 125, 104, 93)]
    bounds = ((0, 100, 0), (100, 1000, Fraction("0.02")), (1000, None, Fraction("0.01")))
    for model, quantity, cost in (("graduated", 101, "0.02"), ("graduated", 1500, "23"),
                                  ("volume", 1500, "15"), ("graduated", 0, "0")):
        tiers = [{"from_units": low, "to_units": high, "unit_price": unit, "flat_fee": 0,
                  "pricing_model": model} for low, high, unit in bounds]
        assert price(tiers, quantity) == Fraction(cost)
    bass = dict.fromkeys("gr") | {"curve_type": "bass", "p0": 0, "k": 100_000,
                                  "p": Fraction("0.03"), "q": Fraction("0.38")}
    assert [whole(active_users(bass, t)) for t in (1, 6, 12)] == [3576, 43924, 90869]


@each_estimate
def test_loaded_cost_of_every_benchmark(warehouse, estimate):
    """loaded_labor_costs: each line and the total, of employees and contractors, at drivers 1.

    From salary_benchmarks, employment_cost_factors and location_tax_incentives; among them pay
    above a contribution cap (tech-lead_ES-PM_full_time, high) and a relief that starts in the
    year after the hiring (senior-backend_IT-CT_full_time).
    """
    expected, everyone = {}, plan(None, estimate)
    for benchmark in table("salary_benchmarks"):
        code, currency, stack = benchmark["salary_benchmark_code"], benchmark["currency_code"], {}
        for month in MONTHS:
            before, stack = stack, everyone.labor_stack(code, month)
            lines = stack | {"total": sum(stack.values())} if stack.keys() != before.keys() else {}
            for number, (line, amount) in enumerate(lines.items(), 1):
                expected[code, month_start(month), number] = {
                    "line_code": line, "annual_amount": amount,
                    "monthly_eur": rounded(product(amount, everyone.fx(currency)) / 12)}
    assert_published(warehouse, "marts.loaded_labor_costs",
                     ["salary_benchmark_code", "valid_from", "line_number"], expected,
                     f"estimate = '{estimate}'")


@each_estimate
def test_cost_of_every_allocation_of_every_staffing_plan(warehouse, estimate):
    """milestone_team_allocations: sums of the monthly leaves, dollars at the plan rate.

    From milestone_team_allocations, the seeds of the loaded cost and fx_rates.
    """
    column = f"cost_{estimate}_eur"
    expected = defaultdict(lambda: {column: NOTHING})
    for (_, _, line), amount in plan(None, estimate).labor.items():
        key = (line.removesuffix(":severance"),)
        expected[key] = {column: expected[key][column] + amount}
    assert_published(warehouse, "marts.milestone_team_allocations", ["allocation_code"],
                     dict(expected))


@each_scenario
@pytest.mark.parametrize("category", [
    "labor", "infrastructure", "llm", "third_party", "ml_training", "legal", "compliance",
    "marketing", "other"])
def test_every_line_of_the_ledger(warehouse, scenario, category):
    """monthly_costs: each line of each month and milestone, at the scenario's own estimate.

    labor: allocations x loaded cost, with the severance accrual as a line that is no cash.
    infrastructure: services priced by tier and date for the month's users (infrastructure_*,
    service_pricing_tiers), each bill split over its components by quantity and over the month's
    milestones by FTE. llm: llm_usage_plans x llm_api_costs. third_party: direct lines, processing
    of revenue_streams, fees of payout_methods. ml_training: ml_training_runs on
    ml_compute_instances. legal: legal_projects (hourly, fixed fee, retainer) over their months,
    contract_templates. compliance, marketing, other: compliance_milestones, direct lines.
    """
    expected = {key: {"cost_eur": amount, "is_cash": not key[3].endswith(":severance")}
                for key, amount in plan(scenario).ledger.items() if key[2] == category}
    assert_published(warehouse, "marts.monthly_costs",
                     ["month_index", "milestone_key", "cost_category", "line_code"], expected,
                     f"scenario_code = '{scenario}' and cost_category = '{category}'")


@each_scenario
def test_low_mid_and_high_cost_of_every_milestone_and_category(warehouse, scenario):
    """milestone_costs: sums of the whole ledger at each estimate; from all cost seeds."""
    expected = {}
    for estimate in (*ESTIMATES, None):
        for (_, milestone, category, _), amount in plan(scenario, estimate).ledger.items():
            if milestone != "operations":
                row = expected.setdefault((milestone, category), {
                    f"{name}_eur": NOTHING for name in (*ESTIMATES, "cost")})
                row[f"{estimate or 'cost'}_eur"] += amount
    assert_published(warehouse, "marts.milestone_costs", ["milestone_code", "cost_category"],
                     expected, f"scenario_code = '{scenario}'", zeros=False)


@each_scenario
def test_users_of_every_month(warehouse, scenario):
    """user_base_projections: curve, totals, churn, contributors, drivers with inheritance.

    From user_growth_models, milestones, opt_in_targets, scenarios and scenario_drivers.
    """
    expected = {(month,): row for month, row in plan(scenario).users.items()}
    assert_published(warehouse, "marts.user_base_projections", ["month_index"], expected,
                     f"scenario_code = '{scenario}'")


@each_scenario
def test_revenue_of_every_month_and_stream(warehouse, scenario):
    """revenue_projections: growth in rounded steps, cap, drivers, plan rate.

    From revenue_streams, customer_groups, milestones, scenario_drivers and fx_rates.
    """
    expected = {(month, code): {"revenue_eur": amount, "milestone_code": latest_milestone(month)}
                for (month, code), amount in plan(scenario).revenue.items()}
    assert_published(warehouse, "marts.revenue_projections",
                     ["month_index", "revenue_stream_code"], expected,
                     f"scenario_code = '{scenario}'")


def test_every_dividend_pool(warehouse):
    """dividend_calculations: platform share by month, carry, totals of the contributors.

    From revenue_streams, dividend_policies, dividend_factors, contributors and contributions.
    """
    assert_published(warehouse, "marts.dividend_calculations", ["dividend_calculation_code"],
                     plan(DEFAULT).dividends[0])


def test_every_contributor_of_every_dividend(warehouse):
    """contributor_dividends: scores, composite, share, earned, paid, balances; both policies.

    From revenue_streams, dividend_policies, dividend_factors, contributors and contributions.
    """
    assert_published(warehouse, "restricted.contributor_dividends",
                     ["dividend_calculation_code", "contributor_code"],
                     plan(DEFAULT).dividends[1])


@each_scenario
def test_unit_economics_and_cash_of_every_month(warehouse, scenario):
    """unit_economics_monthly: unit costs, LTV, CAC, payback, result, cash balance, runway.

    From the recomputed ledger, users, revenue and pools; windows from assumptions.
    """
    expected = {(month,): row for month, row in plan(scenario).economics.items()}
    assert_published(warehouse, "marts.unit_economics_monthly", ["month_index"], expected,
                     f"scenario_code = '{scenario}'")


@each_scenario
def test_cost_per_user_of_every_milestone(warehouse, scenario):
    """cost_per_user_analysis: the unit economics in each milestone's last month."""
    monthly_only = re.compile("net_result|cash_|runway|gross_margin")
    expected = {
        (m["milestone_code"],): {"analysis_month": month_start(m["last_month"])} | {
            column: value for column, value in plan(scenario).economics[m["last_month"]].items()
            if not monthly_only.match(column)
        } for m in MILESTONES
    }
    assert_published(warehouse, "marts.cost_per_user_analysis", ["milestone_code"], expected,
                     f"scenario_code = '{scenario}'")
