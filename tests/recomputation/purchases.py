"""Purchases: direct lines, compliance, legal work and the overhead of the company."""
from fractions import Fraction
from functools import cache

from .basics import (
    HORIZON, NOTHING, OPERATIONS, as_of, assumption, evenly, find, months_of, month_start, product,
    rounded, seed, shared, table, within,
)
from .people import inputs_of_stack, staff

DRIVEN_CATEGORIES = ("third_party", "compliance", "marketing")
OVERHEAD_ATTRIBUTES = (
    "estimate", "with_completion", "latest_fx", "growth_model_code", "staffing_plan_code")
GRADES = ("junior", "mid", "senior", "partner")


def payment_months(row):
    """The months in which a planned line falls due."""
    first, last = months_of(row)
    spread = row.get("spread") or "even"
    if spread == "every":
        return range(first, last + 1, row["every_months"])
    return {"first": [first], "last": [last]}.get(spread, range(first, last + 1))


def due_months(row, last):
    """The months up to `last` in which an overhead line falls due; once without every_months."""
    last = min(row["last_month"] or last, last)
    if row["basis"] == "share_of_first_year_pay":
        return range(row["first_month"], last + 1)
    if row["every_months"] is None:
        return [row["first_month"]]
    return range(row["first_month"], last + 1, row["every_months"])


def covered_months(row, month):
    """The months to which a recurring payment belongs: from its month on, or those before."""
    covers = row["covers_months"] or row.get("every_months") or 1
    if row["accrual"] == "arrears":
        return range(month - covers, month)
    return range(month, month + covers)


def counsel_rate(project):
    """The rate that a project names, and its version as of the project's first month."""
    rate = find("legal_counsel_rates", project["legal_counsel_rate_code"])
    versions = seed("legal_counsel_rate_versions",
                    legal_counsel_rate_code=rate["legal_counsel_rate_code"])
    return rate, as_of(versions, month_start(months_of(project)[0]))[0]


def hourly_rate(project):
    """The rate of a project's hours, blended over the grades."""
    version = counsel_rate(project)[1]
    return sum(assumption(f"legal_share_{grade}") * version[f"rate_{grade}"] for grade in GRADES)


@cache
def staff_in(staffing_plan_code, country_code, month):
    """Who works in a country in a month."""
    return [
        person for person in staff(staffing_plan_code) if within(person, month)
        and find("locations", person["location_code"])["country_code"] == country_code]


class Purchases:
    """What a plan buys, beside services of technology."""

    def rows(self, entity):
        """The rows of a seed that the scenario takes: completion only where it has it."""
        return [row for row in table(entity)
                if self.with_completion or not row.get("is_completion")]

    def spread(self, row, amount):
        """An amount in EUR over the months of a line; parts after the horizon leave."""
        key, code = row["milestone_code"] or OPERATIONS, next(iter(row.values()))
        return {(month, key, code): part
                for month, part in evenly(amount, payment_months(row)).items() if month <= HORIZON}

    def planned(self, row, amount, driver):
        factor = self.driver(driver) if driver else 1
        return self.spread(row, rounded(product(amount, factor, self.fx(row["currency_code"]))))

    def direct(self, category):
        lines, driver = {}, category if category in DRIVEN_CATEGORIES else None
        for row in self.rows("milestone_direct_costs"):
            if row["cost_category"] == category:
                lines |= self.planned(row, row[f"amount_{self.estimate}"], driver)
        return lines

    def compliance(self):
        """External and audit cost; what a legal project covers costs nothing here."""
        lines = self.direct("compliance")
        for row in self.rows("compliance_milestones"):
            if row["legal_project_code"] is None:
                external, audit = f"external_cost_{self.estimate}", f"audit_cost_{self.estimate}"
                lines |= self.planned(row, row[external] + row[audit], "compliance")
        return lines

    def legal_project(self, project):
        """Hours x blended rate, a fixed fee or a retainer, in EUR."""
        rate, version = counsel_rate(project)
        fee, currency, times = version[f"fee_{self.estimate}"], rate["currency_code"], 1
        if rate["engagement_type"] == "hourly":
            times = product(project[f"hours_{self.estimate}"], self.driver("legal_hours"))
            fee = hourly_rate(project)
        elif rate["engagement_type"] == "retainer":
            first, last = months_of(project)
            times = last - first + 1
        elif project[f"quote_{self.estimate}"] is not None:
            fee, currency = project[f"quote_{self.estimate}"], project["currency_code"]
        return rounded(product(times, fee, self.driver("legal_rate"), self.fx(currency)))

    def legal(self):
        """Projects, and the templates that no project covers."""
        lines = {}
        for project in self.rows("legal_projects"):
            lines |= self.spread(project, self.legal_project(project))
        for template in self.rows("contract_templates"):
            if template["legal_project_code"] is None:
                lines |= self.planned(template, template[f"cost_{self.estimate}"], "legal_rate")
        return lines

    def overhead_units(self, row, month):
        """What an overhead line's amount is multiplied by in a month."""
        heads = self.driver("headcount")
        people = staff_in(self.staffing_plan_code, row["country_code"], month)
        if row["basis"] == "fixed":
            return 1
        if row["basis"] == "per_head":
            return product(len(people), heads)
        if row["basis"] == "per_payslip":
            return product(sum(p["employment_type"] == "full_time" for p in people), heads)
        if row["basis"] == "share_of_foreign_receipts":
            return sum((amount for (m, code), amount in self.revenue().items()
                        if m == month and self.is_foreign(code)), NOTHING)
        new = row["basis"] == "share_of_first_year_pay"
        pay = Fraction(0)
        for person in people:
            if not new or person["first_month"] == month:
                code = person["salary_benchmark_code"]
                annual = self.annual_pay(code, inputs_of_stack(code, month)[0])
                pay += product(person["fte"], heads, annual,
                               self.fx(find("salary_benchmarks", code)["currency_code"]))
        return pay if new else pay / 12

    @staticmethod
    def is_foreign(stream):
        """Whether receipts come in another currency and nothing else pays for the exchange."""
        row = find("revenue_streams", stream)
        return row["currency_code"] != "EUR" and row["currency_conversion_rate"] is None

    @shared("overhead", "headcount", "salary_level", "contractor_rate", "fx_usd", "revenue_price",
            "revenue_growth", "revenue_delay", "user_growth", attributes=OVERHEAD_ATTRIBUTES)
    def overhead_bills(self, last=HORIZON):
        """{(month, line): EUR} of all lines that fall due up to a month."""
        lines = {}
        for row in self.rows("overhead_costs"):
            for month in due_months(row, last):
                if month <= last:
                    lines[month, row["overhead_cost_code"]] = rounded(product(
                        self.overhead_units(row, month), row[f"amount_{self.estimate}"],
                        self.driver("overhead"), self.fx(row["currency_code"])))
        return lines

    def overhead(self):
        return self.attributed(self.overhead_bills())

    def accrued_overhead(self):
        """{month: EUR} of recurring overhead, with what falls due in arrears after the horizon."""
        longest = max((row["covers_months"] or 0 for row in self.rows("overhead_costs")), default=0)
        result = {}
        for (month, code), amount in self.overhead_bills(HORIZON + longest).items():
            row = find("overhead_costs", code)
            if row["is_recurring"] and (month <= HORIZON or row["accrual"] == "arrears"):
                for covered, part in evenly(
                        amount, covered_months(row, month)).items():
                    result[covered] = result.get(covered, NOTHING) + part
        return result
