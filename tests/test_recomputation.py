"""The published figures, recomputed from the seeds without any SQL of the project.

The first part is the plan in Python: it reads seeds/**/*.csv with the standard library,
calculates in exact fractions and rounds where a rule says so. The second part are the tests:
they read the tables of a built warehouse (VIVIM_WAREHOUSE, by default warehouse/vivim.duckdb,
opened read-only) by plain `select` and compare every row, to the last decimal. A test that
fails lists the rows that differ.
"""
import csv
import os
import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from statistics import median

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[1]
WAREHOUSE = os.environ.get("VIVIM_WAREHOUSE", PROJECT / "warehouse" / "vivim.duckdb")
PROJECT_START, HORIZON = date(2026, 1, 1), 36
MONTHS = range(1, HORIZON + 1)
ESTIMATES = ("low", "mid", "high")
NOTHING = Decimal("0.00")

# ---- Arithmetic ----------------------------------------------------------------------------


def rounded(value, places=2):
    """Round half away from zero."""
    scaled = abs(Fraction(value)) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
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


def seed(entity, **values):
    """The rows of raw_<entity>.csv that have the given values."""
    return [row for row in table(entity) if all(row[k] == v for k, v in values.items())]


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


MILESTONES = sorted(table("milestones"), key=lambda row: row["sequence"])


def active_milestones(month):
    """The milestones of a month, in sequence."""
    return [m for m in MILESTONES if m["first_month"] <= month <= m["last_month"]]


def latest_milestone(month):
    """The active milestone that started last; none after the last milestone."""
    active = active_milestones(month)
    return max(active, key=lambda m: m["first_month"])["milestone_code"] if active else None


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
    for (t0, from_users), (t1, to_users) in zip(points, points[1:]):
        if t <= t1:
            part = Decimal(t - t0) / (t1 - t0)
            growth = from_users and (to_users / from_users) ** part
            return from_users * growth if from_users else to_users * part
    return min(k, to_users * (1 + g) ** (t - t1))


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


def hiring_year(place):
    """Year of the first allocation at a role, location and employment type; else the first."""
    allocations = seed("milestone_team_allocations", **place)
    return month_start(min((row["first_month"] for row in allocations), default=1)).year


def place_of(row):
    return {key: row[key] for key in ("role_code", "location_code", "employment_type")}


def dividend_periods():
    """Calendar blocks, each under the policy in force on its first day: (policy, months)."""
    month = 1
    while month <= HORIZON:
        (policy,) = (p for p in table("dividend_policies") if in_force(p, month_start(month)))
        months = range(month, min(month + policy["period_months"], HORIZON + 1))
        yield policy, months
        month = months[-1] + 1


# ---- The plan of one scenario --------------------------------------------------------------


class Plan:
    """One scenario at one estimate; without a scenario, every allocation at drivers 1."""

    def __init__(self, scenario=None, estimate=None):
        self.row = find("scenarios", scenario) if scenario else {}
        self.estimate = estimate or self.row["estimate"]

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
        rate = max(rows, key=lambda row: row["rate_date"])["eur_per_unit"]
        return product(rate, self.driver("fx_usd")) if currency == "USD" else rate

    # Users

    @cached_property
    def users(self):
        """Active users from the curve, then totals, churn, new users and contributors."""
        model, result, previous = self.growth_model, {}, 0
        for month in MONTHS:
            curve = rounded(active_users(model, month), 6)
            active = whole(product(curve, self.driver("user_growth")))
            total = whole(active / Fraction(model["active_share"]))
            churned = whole(previous * self.churn_rate)
            new = total - previous + churned
            if new < 0:
                new, churned = 0, previous - total
            rate = min(opt_in(month) * self.driver("opt_in_rate"), 1)
            result[month] = {
                "growth_model_code": model["growth_model_code"],
                "milestone_code": latest_milestone(month),
                "total_users": total, "active_users": active, "new_users": new,
                "churned_users": churned, "contributors": whole(active * rate),
            }
            previous = total
        return result

    @property
    def growth_model(self):
        return find("user_growth_models", self.row["growth_model_code"])

    @property
    def churn_rate(self):
        return min(self.growth_model["monthly_churn_rate"] * self.driver("churn_rate"), 1)

    # Labor

    @cache
    def labor_stack(self, benchmark_code, month):
        """Loaded cost of one full-time equivalent a year, line by line: {line code: amount}."""
        benchmark, day = find("salary_benchmarks", benchmark_code), month_start(month)
        pay, place = benchmark[f"pay_{self.estimate}"], place_of(benchmark)
        if benchmark["employment_type"] == "contractor":
            hours = assumption("billable_hours_per_month")
            pay = product(pay, self.driver("contractor_rate"), hours, 12)
        else:
            pay = product(pay, self.driver("salary_level"))
        lines, relievable = {"base": rounded(pay, 6)}, 0
        factors = seed("employment_cost_factors", location_code=place["location_code"],
                       employment_type=place["employment_type"])
        for factor_type in sorted({row["factor_type"] for row in factors}):
            (row,) = as_of([row for row in factors if row["factor_type"] == factor_type], day)
            capped = pay if row["annual_cap"] is None else min(pay, row["annual_cap"])
            times = {
                "rate_on_salary": max(0, capped - (row["annual_floor"] or 0)),
                "days_of_salary_per_year": pay / 365,
                "rate_on_fee": pay, "fixed_annual": 1, "fixed_monthly": 12,
            }[row["basis"]]
            lines[row["factor_code"]] = rounded(row["value"] * times, 6)
            relievable += lines[row["factor_code"]] if row["relief_eligible"] else 0
        for row in seed("location_tax_incentives", location_code=place["location_code"],
                        incentive_type="employer_contribution_relief"):
            relief = rounded(row["rate"] * Fraction(relievable), 6)
            if row["annual_cap"] is not None:
                relief = min(relief, rounded(row["annual_cap"], 6))
            served = not row["min_prior_service"] or day.year != hiring_year(place)
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
        lines = {}
        for row in self.allocations:
            for month in range(row["first_month"], row["last_month"] + 1):
                (pay,) = as_of(seed("salary_benchmarks", **place_of(row)), month_start(month))
                stack = self.labor_stack(pay["salary_benchmark_code"], month)
                severance = sum(amount for code, amount in stack.items() if "-severance-" in code)
                leaf, accrual = (
                    rounded(product(row["fte_count"], self.driver("headcount"), annual,
                                    self.fx(pay["currency_code"])) / 12)
                    for annual in (sum(stack.values()), severance)
                )
                key = (month, row["milestone_code"] or "operations")
                lines[*key, row["allocation_code"]] = leaf - accrual
                lines[*key, f"{row['allocation_code']}:severance"] = accrual
        return lines

    # Shared cost, attributed to the milestones of its month

    @cache
    def milestone_weights(self, month):
        """FTE of each active milestone in the month; equal weights where all are 0."""
        weights = {
            milestone["milestone_code"]: sum(
                row["fte_count"] for row in self.allocations
                if row["milestone_code"] == milestone["milestone_code"]
                and row["first_month"] <= month <= row["last_month"])
            for milestone in active_milestones(month)
        } or {"operations": 1}
        return weights if any(weights.values()) else dict.fromkeys(weights, 1)

    def attributed(self, lines):
        """{(month, line): amount} split over milestones: {(month, milestone, line): part}."""
        return {
            (month, milestone, line): part
            for (month, line), amount in lines.items()
            for milestone, part in split(amount, self.milestone_weights(month)).items()
        }

    def service_quantities(self, month):
        """{service: {component: units}} of the scale that serves the month's active users."""
        active = self.users[month]["active_users"]
        (scale,) = (row["infrastructure_model_code"] for row in table("infrastructure_cost_models")
                    if row["user_scale_min"] <= active
                    and (row["user_scale_max"] is None or active <= row["user_scale_max"]))
        services = {}
        rows = seed("infrastructure_model_components", infrastructure_model_code=scale)
        for row in sorted(rows, key=lambda row: row["infrastructure_model_component_code"]):
            units = product(row["quantity_fixed"] + row["quantity_per_active_user"] * active,
                            self.driver("infrastructure_usage"))
            if units and (row["applies_from"] == "always" or self.model_revenue(month)):
                parts = services.setdefault(row["service_code"], {})
                parts[row["infrastructure_model_component_code"]] = units
        return services

    @cache
    def service_bill(self, service, month):
        """The leaf of a service and month: all its components, priced as one bill, in EUR."""
        tiers = as_of(seed("service_pricing_tiers", service_code=service), month_start(month))
        amount = price(tiers, sum(self.service_quantities(month)[service].values()))
        range_factor = 1 if self.estimate == "mid" else assumption(
            f"infrastructure_{self.estimate}_factor")
        return rounded(product(amount, self.driver("infrastructure_price"),
                               self.fx(tiers[0]["currency_code"]), range_factor))

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
            for month in range(plan["first_month"], (plan["last_month"] or HORIZON) + 1):
                (row,) = as_of(seed("llm_api_costs", model_code=plan["model_code"]),
                               month_start(month))
                amount = Fraction(0)
                for kind, priced in (("input", "input"), ("output", "output"),
                                     ("cached", "cached_input")):
                    tokens = plan[f"{kind}_tokens_per_month"] + (
                        plan[f"{kind}_tokens_per_active_user"] * self.users[month]["active_users"])
                    amount += product(tokens, self.driver("infrastructure_usage"),
                                      row[f"{priced}_price_per_million"]) / 1_000_000
                lines[month, plan["llm_usage_plan_code"]] = rounded(
                    product(amount, 1 - plan["batch_share"] * row["batch_discount"],
                            self.driver("infrastructure_price"), self.fx(row["currency_code"])))
        return self.attributed(lines)

    # Cost that names its milestone

    @cached_property
    def ml_training(self):
        """GPU hours of each run x price, in full in its month; low use is the high cost."""
        lines = {}
        for run in table("ml_training_runs"):
            gpu = find("ml_compute_instances", run["instance_code"])
            opposite = {"low": "high", "mid": "mid", "high": "low"}[self.estimate]
            work = product(6, run["parameters_billion"], run["tokens_billion"], run["epochs"],
                           1_000_000, assumption(f"method_factor_{run['method']}"))
            speed = gpu["peak_tflops_bf16"] * run[f"utilization_{opposite}"] * 3600
            price_an_hour = gpu[f"{run['purchase_option']}_hourly_price"]
            month = run["run_month"] or find("milestones", run["milestone_code"])["last_month"]
            lines[month, run["milestone_code"], run["training_run_code"]] = rounded(
                product(work / speed / gpu["gpu_count"], price_an_hour,
                        self.driver("infrastructure_price"), self.fx(gpu["currency_code"])))
        return lines

    def months_of(self, row):
        span = row if row.get("first_month") else find("milestones", row["milestone_code"])
        return span["first_month"], span["last_month"]

    def spread(self, row, amount):
        """An amount in EUR over the months of a row or, by default, of its milestone."""
        first, last = self.months_of(row)
        last = first if row.get("spread") == "first" else last
        first = last if row.get("spread") == "last" else first
        key, code = row["milestone_code"] or "operations", next(iter(row.values()))
        return {(month, key, code): part for month, part in evenly(amount, first, last).items()}

    def planned(self, row, amount):
        return self.spread(row, rounded(product(
            amount, self.driver("direct_costs"), self.fx(row["currency_code"]))))

    def direct(self, category):
        """The planned lines of a category."""
        lines = {}
        for row in seed("milestone_direct_costs", cost_category=category):
            lines |= self.planned(row, row[f"amount_{self.estimate}"])
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
    def compliance(self):
        """External and audit cost; what a legal project covers costs nothing here."""
        lines = self.direct("compliance")
        for row in seed("compliance_milestones", legal_project_code=None):
            lines |= self.planned(row, sum(row[f"{kind}_cost_{self.estimate}"]
                                           for kind in ("external", "audit")))
        return lines

    # Revenue, the contributors' pool, fees

    @cached_property
    def revenue(self):
        """{(month, stream): EUR}: launch amount x growth factor up to the cap, then drivers."""
        result = {}
        for row in table("revenue_streams"):
            code, factor = row["revenue_stream_code"], Fraction(1)
            growth = row["monthly_growth_rate"] * self.driver("revenue_growth")
            customers = sum(group["customers_at_launch"]
                            for group in seed("customer_groups", revenue_stream_code=code))
            first = find("milestones", row["first_milestone_code"])["first_month"]
            for month in range(first, HORIZON + 1):
                units = {"amount": 1, "per_customer": customers,
                         "per_active_user": self.users[month]["active_users"]}
                amount = product(row["launch_monthly_amount"], units[row["revenue_basis"]], factor)
                if row["monthly_cap"] is not None:
                    amount = min(amount, row["monthly_cap"])
                result[month, code] = rounded(product(
                    amount, self.driver("revenue_price"), self.fx(row["currency_code"])))
                factor = Fraction(rounded(factor * (1 + growth), 12))
        return result

    def month_revenue(self, month):
        return sum((amount for (m, _), amount in self.revenue.items() if m == month), NOTHING)

    @cache
    def model_revenue(self, month):
        return sum((self.revenue.get((month, row["revenue_stream_code"]), NOTHING)
                    for row in seed("revenue_streams", is_model_revenue=True)), NOTHING)

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
            shared[month, f"processing:{code}"] = rounded(
                product(amount, row["processing_rate"]) + fixed)
        for month, (policy, pool) in self.paid_pools.items():
            contributors = self.users[month - 1]["contributors"]
            if pool <= 0 or not contributors or month > HORIZON:
                continue
            reach = min(1, Fraction(pool) / contributors / policy["min_payout_eur"])
            payees = whole(contributors * assumption("payout_eligible_share") * reach)
            fees = {
                f"payout:{row['payout_method_code']}": row["share_of_payouts"] * (
                    payees * row["fixed_fee"] * self.fx(row["currency_code"])
                    + Fraction(pool) * row["rate"])
                for row in sorted(table("payout_methods"), key=lambda r: r["payout_method_code"])
            }
            parts = split(rounded(sum(fees.values())), fees)
            shared |= {(month, line): part for line, part in parts.items()}
        return self.direct("third_party") | self.attributed(shared)

    # The ledger and what follows from it

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
        result = dict.fromkeys(((month, name) for month in MONTHS for name in SUMS), NOTHING)
        for (month, _, category, line), amount in self.ledger.items():
            for name in sums_of(category, line):
                result[month, name] += amount
        span = assumption("training_amortization_months")
        for (month, _, _), amount in self.ml_training.items():
            for later, part in evenly(amount, month + 1, month + span).items():
                if later <= HORIZON:
                    result[later, "operating"] += part
        return result

    @cached_property
    def economics(self):
        """Cost, revenue, result and cash of each month, and what they mean per user."""
        result, flows, cash = {}, [], rounded(assumption("opening_cash_eur"))
        for month in MONTHS:
            users, revenue, pool = self.users[month], self.month_revenue(month), self.pool(month)
            total_users, operating = users["total_users"], self.sums[month, "operating"]
            total = sum(self.sums[month, column] for column in SUMS if column.endswith("_eur"))
            net = revenue - operating - self.sums[month, "acquisition"]
            _, paid_pool = self.paid_pools.get(month, (None, NOTHING))
            flows.append(revenue - (total - self.sums[month, "accrual"]) - paid_pool)
            cash += flows[-1]
            last_flows = flows[-assumption("runway_window_months"):]
            burn = -Fraction(sum(last_flows)) / len(last_flows)
            window = range(max(1, month - assumption("cac_window_months") + 1), month + 1)
            acquisition = sum(self.sums[m, "acquisition"] for m in window)
            acquired = sum(self.users[m]["new_users"] for m in window)
            cac = Fraction(acquisition) / acquired if acquired else None
            result[month] = row = {
                **{column: self.sums[month, column] for column in SUMS if column.endswith("_eur")},
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
                "cac": ratio(acquisition, acquired), "cash_flow_eur": flows[-1],
                "cash_balance_eur": cash,
                "runway_months": None if burn <= 0 else ratio(max(cash, 0), burn),
                "unit_economics_status": "no_revenue" if not revenue else "loss" if net < 0
                else "profit_before_dividend_only" if net < pool else "profit",
            }
            for suffix, earned in (("", revenue - operating),
                                   ("_after_dividend", revenue - operating - pool)):
                ltv = Fraction(earned) / total_users / self.churn_rate if revenue else None
                row[f"gross_margin{suffix}"] = ratio(earned, revenue)
                row[f"ltv{suffix}"] = ratio(ltv, 1)
                row[f"ltv_cac_ratio{suffix}"] = ratio(ltv, cac)
                pays_back = revenue and earned > 0 and cac is not None
                row[f"payback_months{suffix}"] = (
                    ratio(cac * total_users, earned) if pays_back else None)
        return result

    # Contributors

    @cached_property
    def dividends(self):
        """Each period's pool shared out: {calculation: totals}, {calculation: {person: row}}."""
        totals, accounts, balances, carried = {}, {}, {}, NOTHING
        for policy, months in dividend_periods():
            start, end = month_start(months[0]), month_end(months[-1])
            rows = {}
            for person in sorted(table("contributors"), key=lambda p: p["contributor_code"]):
                code = person["contributor_code"]
                row, opening = scored(code, policy, months), balances.get(code, NOTHING)
                consent = (person["training_consent_from"] <= start
                           and (person["training_consent_to"] or date.max) >= end)
                if row["acus"] or opening:
                    rows[code] = row | {
                        "opening_balance_eur": opening, "earned_eur": NOTHING,
                        "is_eligible": consent and row["acus"] >= policy["min_acus"]
                        and row["quality_score"] >= policy["min_quality"],
                        "payable": all(day and day <= end for day in (
                            person["tax_form_from"], person["payout_method_from"])),
                    }
            weights = {c: row["composite_score"] for c, row in rows.items() if row["is_eligible"]}
            model_revenue = sum(map(self.model_revenue, months))
            platform = sum(map(self.platform, months))
            pool = model_revenue - platform + carried
            for code, part in split(pool, weights).items() if pool > 0 and weights else ():
                rows[code]["earned_eur"] = part
            for code, row in rows.items():
                balance = row["opening_balance_eur"] + row["earned_eur"]
                is_paid = row.pop("payable") and balance >= policy["min_payout_eur"]
                row["paid_eur"] = balance if is_paid else NOTHING
                row["closing_balance_eur"] = balances[code] = balance - row["paid_eur"]
                row["contribution_share"] = ratio(
                    weights.get(code), sum(weights.values()), 8)
            earned = [rows[code]["earned_eur"] for code in weights]
            calculation = f"{policy['dividend_policy_code']}:{start}"
            accounts[calculation] = rows
            totals[calculation] = {
                "dividend_policy_code": policy["dividend_policy_code"],
                "period_start": start, "period_end": end, "model_revenue_eur": model_revenue,
                "platform_share_eur": platform, "pool_carried_in_eur": carried,
                "dividend_pool_eur": pool, "eligible_contributors": len(weights),
                "total_acus": sum(rows[code]["acus"] for code in weights),
                "total_composite": sum(weights.values()),
                "average_earned_eur": ratio(sum(earned), len(earned), 2),
                "median_earned_eur": rounded(median(map(Fraction, earned))) if earned else None,
                "minimum_earned_eur": min(earned, default=None),
                "maximum_earned_eur": max(earned, default=None),
                "paid_contributors": sum(row["paid_eur"] > 0 for row in rows.values()),
                "carried_forward_eur": (carried := pool - sum(earned)),
            } | {
                column: sum((row[column] for row in rows.values()), NOTHING) for column in
                ("opening_balance_eur", "earned_eur", "paid_eur", "closing_balance_eur")
            }
        return totals, accounts


SCORES = ("volume", "quality", "uniqueness", "depth", "domain", "engagement", "consistency")


@cache
def contributions(contributor):
    return seed("contributions", contributor_code=contributor)


def scored(contributor, policy, months):
    """ACUs, the seven scores and the composite of a contributor in a period."""
    rows = [row for row in contributions(contributor) if row["month_index"] in months]
    acus, cap = sum(row["acus"] for row in rows), policy["volume_cap_acus"]
    if not acus:
        return {"acus": 0, "composite_score": None, **{f"{name}_score": None for name in SCORES}}
    scores = {"volume": rounded(Fraction(min(acus, cap), cap), 6)} | {
        name: ratio(sum(row["acus"] * row[f"{name}_score"] for row in rows), acus)
        for name in SCORES[1:]
    }
    factors = seed("dividend_factors", dividend_policy_code=policy["dividend_policy_code"])
    weighted = sum(row["weight"] * Fraction(scores[row["factor"]]) for row in factors)
    times = acus if policy["scoring_method"] == "acu_weighted" else 1
    return {"acus": acus, "composite_score": whole(weighted * 1_000_000) * times,
            **{f"{name}_score": score for name, score in scores.items()}}


COST_COLUMNS = {
    "labor": "labor_cost_eur", "infrastructure": "infrastructure_cost_eur",
    "third_party": "third_party_cost_eur", "legal": "legal_cost_eur",
    "marketing": "marketing_cost_eur",
}
SUMS = (*COST_COLUMNS.values(), "support_cost_eur", "other_cost_eur",
        "operating", "acquisition", "accrual")


@cache
def sums_of(category, line):
    """The sums of a month that a ledger line enters: one cost column, and what it counts as."""
    column = COST_COLUMNS.get(category, "other_cost_eur")
    kind = {"marketing": "growth", "llm": "operate", "infrastructure": "operate",
            "third_party": "operate"}.get(category)
    is_support = False
    if category == "labor":
        allocation = find("milestone_team_allocations", line.removesuffix(":severance"))
        role = find("roles", allocation["role_code"])
        kind = allocation["cost_type"] or role["cost_type"]
        is_support = role["role_category_code"] == "support"
    if category == "infrastructure":
        is_support = find("infrastructure_model_components", line)["cost_component"] == "support"
    yield_ = ["support_cost_eur" if is_support else column]
    yield_ += [{"operate": "operating", "growth": "acquisition"}[kind]] if kind in (
        "operate", "growth") else []
    return yield_ + (["accrual"] if line.endswith(":severance") else [])


@cache
def plan(scenario, estimate=None):
    return Plan(scenario, estimate)


# ---- Tests ---------------------------------------------------------------------------------

NAMED = pytest.mark.parametrize("scenario", [row["scenario_code"] for row in table("scenarios")])


@pytest.fixture(scope="module")
def warehouse():
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        yield connection


def published(connection, source, keys, columns, where="true"):
    """{key: row} of a table, the values in the order of the columns."""
    rows = connection.execute(f"select {', '.join([*keys, *columns])} from {source} where {where}")
    result = {row[: len(keys)]: row[len(keys):] for row in rows.fetchall()}
    assert result, f"{source} has no rows"
    return result


def assert_same(expected, found):
    """Every row is on both sides with equal values; the message lists the first differences."""
    differences = [
        f"{key}: recomputed {expected.get(key)}, published {found.get(key)}"
        for key in sorted(set(expected) | set(found), key=str) if expected.get(key) != found.get(key)
    ]
    assert not differences, "\n".join([f"{len(differences)} rows differ", *differences[:20]])


def columns_of(rows):
    return list(next(iter(rows.values())))


def values_of(rows):
    return {key: tuple(row.values()) for key, row in rows.items()}


def test_arithmetic_follows_the_written_examples():
    """The functions of this file, on examples calculated by hand; no seed."""
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


@pytest.mark.parametrize("estimate", ESTIMATES)
def test_loaded_labor_cost_of_every_benchmark(warehouse, estimate):
    """Every line and total of the stacks, employees and contractors, at drivers 1.

    From salary_benchmarks, employment_cost_factors and location_tax_incentives: among them pay
    above a contribution cap (tech-lead_ES-PM_full_time, high) and an Italian relief that starts
    in the year after the hiring (senior-backend_IT-CT_full_time).
    """
    expected, everyone = {}, plan(None, estimate)
    for benchmark in table("salary_benchmarks"):
        code, stack = benchmark["salary_benchmark_code"], {}
        for month in MONTHS:
            before, stack = stack, everyone.labor_stack(code, month)
            if stack.keys() == before.keys():
                continue
            total = stack | {"total": sum(stack.values())}
            for number, (line, amount) in enumerate(total.items(), 1):
                monthly = rounded(product(amount, everyone.fx(benchmark["currency_code"])) / 12)
                expected[code, month_start(month), number] = (line, amount, monthly)
    assert_same(expected, published(
        warehouse, "marts.loaded_labor_costs", ["salary_benchmark_code", "valid_from", "line_number"],
        ["line_code", "annual_amount", "monthly_eur"], f"estimate = '{estimate}'"))


@pytest.mark.parametrize("estimate", ESTIMATES)
def test_cost_of_every_allocation_of_both_staffing_plans(warehouse, estimate):
    """Sums of the monthly leaves, also of the contractors paid in dollars.

    From milestone_team_allocations, the labor stack and the plan rate of fx_rates.
    """
    expected = {}
    for (_, _, line), amount in plan(None, estimate).labor.items():
        code = (line.removesuffix(":severance"),)
        expected[code] = (expected.get(code, (NOTHING,))[0] + amount,)
    assert_same(expected, published(warehouse, "marts.milestone_team_allocations",
                                    ["allocation_code"], [f"cost_{estimate}_eur"]))


@NAMED
@pytest.mark.parametrize("categories", [
    ("labor",), ("infrastructure",), ("llm",), ("third_party",), ("ml_training",),
    ("legal", "compliance", "marketing", "other"),
], ids=" ".join)
def test_every_line_of_the_ledger(warehouse, scenario, categories):
    """monthly_costs, row by row, at the scenario's own estimate.

    labor: allocations x loaded cost, the severance accrual apart and no cash. infrastructure:
    services priced by tier and date at the month's users, split over components by quantity and
    over the month's milestones by FTE. llm: llm_usage_plans x llm_api_costs. third_party: direct
    lines, processing of revenue_streams, payout_methods. ml_training: ml_training_runs on
    ml_compute_instances. legal: legal_projects (hourly, fixed fee, retainer) and templates.
    compliance, marketing, other: compliance_milestones and milestone_direct_costs.
    """
    expected = {key: (amount, not key[3].endswith(":severance"))
                for key, amount in plan(scenario).ledger.items() if key[2] in categories}
    names = ", ".join(f"'{category}'" for category in categories)
    assert_same(expected, published(
        warehouse, "marts.monthly_costs",
        ["month_index", "milestone_key", "cost_category", "line_code"], ["cost_eur", "is_cash"],
        f"scenario_code = '{scenario}' and cost_category in ({names})"))


def test_every_service_bill_of_the_baseline(warehouse):
    """The parts of a bill, over components, milestones and operations, add up to one price.

    From service_pricing_tiers (graduated, volume and package tiers, the price of the day or the
    first known one), infrastructure_model_components and the month's active users.
    """
    components = {row["infrastructure_model_component_code"]: row["service_code"]
                  for row in table("infrastructure_model_components")}
    found = {}
    for (month, _, line), (amount,) in published(
            warehouse, "marts.monthly_costs", ["month_index", "milestone_key", "line_code"],
            ["cost_eur"], "scenario_code = 'baseline' and cost_category = 'infrastructure'").items():
        found[month, components[line]] = found.get((month, components[line]), NOTHING) + amount
    expected = {(month, service): plan("baseline").service_bill(service, month)
                for month in MONTHS for service in plan("baseline").service_quantities(month)}
    assert_same({key: bill for key, bill in expected.items() if bill}, found)


@NAMED
def test_low_mid_and_high_cost_of_every_milestone_and_category(warehouse, scenario):
    """Sums of the whole recomputed ledger at each estimate; from all cost seeds."""
    sums = {}
    for position, estimate in enumerate((*ESTIMATES, None)):
        for (_, milestone, category, _), amount in plan(scenario, estimate).ledger.items():
            sums.setdefault((milestone, category), [NOTHING] * 4)[position] += amount
    expected = {key: tuple(row) for key, row in sums.items() if key[0] != "operations"}
    found = published(warehouse, "marts.milestone_costs", ["milestone_code", "cost_category"],
                      ["low_eur", "mid_eur", "high_eur", "cost_eur"],
                      f"scenario_code = '{scenario}'")
    assert_same(expected, {key: row for key, row in found.items() if any(row)})


@NAMED
def test_users_of_every_month(warehouse, scenario):
    """user_base_projections: curve, totals, churn and contributors with inherited drivers.

    From user_growth_models, milestones, opt_in_targets, scenarios and scenario_drivers.
    """
    rows = {(month,): row for month, row in plan(scenario).users.items()}
    assert_same(values_of(rows), published(warehouse, "marts.user_base_projections",
                                           ["month_index"], columns_of(rows),
                                           f"scenario_code = '{scenario}'"))


@NAMED
def test_revenue_of_every_month_and_stream(warehouse, scenario):
    """revenue_projections: growth stepped and rounded, cap, drivers, plan rate.

    From revenue_streams, customer_groups, scenario_drivers and fx_rates.
    """
    expected = {(month, code): (amount, latest_milestone(month))
                for (month, code), amount in plan(scenario).revenue.items()}
    assert_same(expected, published(
        warehouse, "marts.revenue_projections", ["month_index", "revenue_stream_code"],
        ["revenue_eur", "milestone_code"], f"scenario_code = '{scenario}'"))


def test_every_dividend_pool(warehouse):
    """dividend_calculations: platform share by month, carry, sums of both policies.

    From dividend_policies, dividend_factors, contributions, contributors and revenue_streams.
    """
    rows = {(code,): row for code, row in plan("baseline").dividends[0].items()}
    assert_same(values_of(rows), published(warehouse, "marts.dividend_calculations",
                                           ["dividend_calculation_code"], columns_of(rows)))


def test_every_contributor_of_every_dividend(warehouse):
    """contributor_dividends: scores, composite, share, earned, paid and both balances.

    From dividend_policies, dividend_factors, contributions, contributors and revenue_streams.
    """
    rows = {(calculation, person): row
            for calculation, account in plan("baseline").dividends[1].items()
            for person, row in account.items()}
    assert_same(values_of(rows), published(
        warehouse, "restricted.contributor_dividends",
        ["dividend_calculation_code", "contributor_code"], columns_of(rows)))


@NAMED
def test_unit_economics_and_cash_of_every_month(warehouse, scenario):
    """unit_economics_monthly: unit costs, LTV, CAC, payback, results, cash balance, runway.

    From the recomputed ledger, users, revenue and pools, and the windows of assumptions.
    """
    rows = {(month,): row for month, row in plan(scenario).economics.items()}
    assert_same(values_of(rows), published(warehouse, "marts.unit_economics_monthly",
                                           ["month_index"], columns_of(rows),
                                           f"scenario_code = '{scenario}'"))


@NAMED
def test_cost_per_user_of_every_milestone(warehouse, scenario):
    """cost_per_user_analysis: the unit economics of each milestone's last month."""
    monthly_only = re.compile("net_result|cash_|runway|gross_margin")
    rows = {
        (m["milestone_code"],): {
            "analysis_month": month_start(m["last_month"]),
            **{column: value for column, value in plan(scenario).economics[m["last_month"]].items()
               if not monthly_only.match(column)},
        } for m in MILESTONES
    }
    assert_same(values_of(rows), published(warehouse, "marts.cost_per_user_analysis",
                                           ["milestone_code"], columns_of(rows),
                                           f"scenario_code = '{scenario}'"))
