"""People: loaded cost of labor, positions and allocations, staffing gaps, headcount."""
from collections import defaultdict
from fractions import Fraction
from functools import cache

from .basics import (
    HORIZON, MONTHS, NOTHING, OPERATIONS, as_of, assumption, find, in_force, keys_of, month_start,
    product, rounded, seed, shared, split, table, within,
)

PLACE = ("role_code", "location_code", "employment_type")


def benchmark_of(pay_set, row):
    """The benchmark that prices a role at a place."""
    (benchmark,) = seed("salary_benchmarks", pay_set=pay_set, **{key: row[key] for key in PLACE})
    return benchmark["salary_benchmark_code"]


@cache
def staff(plan_code):
    """Everybody of a staffing plan: positions of a complete plan, allocations of a published one.

    A position has no milestone of its own: it is shared by the milestones of each month. A plan
    may take the people of another one at the pay of its own set.
    """
    plan, people = find("staffing_plans", plan_code), []
    source, prefix = plan["positions_from_plan_code"], f"{plan_code}:"
    for entity, kind, fte in (("milestone_team_allocations", "allocation", "fte_count"),
                              ("staffing_positions", "position", "fte")):
        for row in seed(entity, staffing_plan_code=source or plan_code):
            role = find("roles", row["role_code"])
            people.append({
                "code": (prefix if source else "") + row[f"{kind}_code"],
                "fte": row[fte], "team_code": row["team_code"],
                "cost_type": row["cost_type"] or role["cost_type"],
                "capability_code": row.get("capability_code", role["capability_code"]),
                "role_category_code": role["role_category_code"],
                "salary_benchmark_code": benchmark_of(plan["pay_set"], row),
                "milestone_key": (
                    None if kind == "position" else row["milestone_code"] or OPERATIONS),
                **{name: row[name] for name in (*PLACE, "first_month", "last_month")},
            })
    return people


def milestones_of(person, month):
    """The keys over which a person's cost of a month is split, in sequence."""
    return [person["milestone_key"]] if person["milestone_key"] else keys_of(month)


def allocation_code(person, milestone):
    """An allocation of a position is the position at one milestone."""
    return person["code"] if person["milestone_key"] else f"{person['code']}:{milestone}"


@cache
def allocation(plan_code, code):
    """The person behind an allocation or a line of the ledger."""
    by_code = {person["code"]: person for person in staff(plan_code)}
    code = code.removesuffix(":severance")
    return by_code.get(code) or by_code[code.rpartition(":")[0]]


@cache
def hiring_year(benchmark_code):
    """First year in which a plan of the benchmark's pay set allocates it; else the first year."""
    pay_set = find("salary_benchmarks", benchmark_code)["pay_set"]
    months = [person["first_month"] for plan in seed("staffing_plans", pay_set=pay_set)
              for person in staff(plan["staffing_plan_code"])
              if person["salary_benchmark_code"] == benchmark_code]
    return month_start(min(months, default=1)).year


@cache
def inputs_of_stack(benchmark_code, month):
    """Pay version, factors and reliefs of a month: {kind: rows}, as of its first day."""
    benchmark, day = find("salary_benchmarks", benchmark_code), month_start(month)
    at_place = {"location_code": benchmark["location_code"]}
    (version,) = as_of(
        seed("salary_benchmark_versions", salary_benchmark_code=benchmark_code), day)
    rows = seed("employment_cost_factors", employment_type=benchmark["employment_type"], **at_place)
    factors = [as_of([row for row in rows if row["factor_type"] == factor_type], day)[0]
               for factor_type in sorted({row["factor_type"] for row in rows})]
    reliefs = [
        row for row in seed("location_tax_incentives", **at_place,
                            incentive_type="employer_contribution_relief")
        if in_force(row, day)
        and (not row["min_prior_service"] or day.year > hiring_year(benchmark_code))]
    return version, factors, reliefs


@cache
def stack_start(benchmark_code, month):
    """The first of the months that share the month's version, factors and reliefs."""
    while month > 1 and inputs_of_stack(benchmark_code, month - 1) == inputs_of_stack(
            benchmark_code, month):
        month -= 1
    return month


@cache
def severance_codes():
    return {row["factor_code"] for row in seed("employment_cost_factors", factor_type="severance")}


def missing_statutory_factors():
    """(location, factor type) of a country's law without a factor, for places of employees."""
    places = {row["location_code"]
              for row in seed("salary_benchmarks", employment_type="full_time")}
    return sorted(
        (place, law["factor_type"]) for place in places
        for law in seed("statutory_factor_types",
                        country_code=find("locations", place)["country_code"])
        if not seed("employment_cost_factors", location_code=place, employment_type="full_time",
                    factor_type=law["factor_type"]))


def required_fte(capability_code, active_users):
    """What a capability needs: its row for so many active users."""
    rows = [row for row in seed("staffing_requirements", capability_code=capability_code)
            if row["from_active_users"] <= active_users]
    if not rows:
        return Fraction(0)
    row = max(rows, key=lambda row: row["from_active_users"])
    by_users = 0
    if row["users_per_fte"]:
        by_users = Fraction(-(-10 * active_users // row["users_per_fte"]), 10)
    return max(Fraction(row["min_fte"]), by_users)


class People:
    """The labor of a plan."""

    def labor_stack(self, benchmark_code, month):
        """Loaded cost of one full-time equivalent a year, line by line: {line code: amount}."""
        return self.stack_from(benchmark_code, stack_start(benchmark_code, month))

    @shared("salary_level", "contractor_rate")
    def stack_from(self, benchmark_code, month):
        version, factors, reliefs = inputs_of_stack(benchmark_code, month)
        pay = self.annual_pay(benchmark_code, version)
        lines, relievable = {"base": rounded(pay, 6)}, 0
        for row in factors:
            capped = pay if row["annual_cap"] is None else min(pay, row["annual_cap"])
            times = {
                "rate_on_salary": max(0, capped - (row["annual_floor"] or 0)),
                "days_of_salary_per_year": pay / 365,
                "rate_on_fee": pay, "fixed_annual": 1, "fixed_monthly": 12,
            }[row["basis"]]
            lines[row["factor_code"]] = amount = rounded(row["value"] * times, 6)
            relievable += amount if row["relief_eligible"] else 0
        for row in reliefs:
            relief = rounded(row["rate"] * Fraction(relievable), 6)
            if row["annual_cap"] is not None:
                relief = min(relief, rounded(row["annual_cap"], 6))
            if relief and pay >= (row["salary_min"] or 0):
                lines[row["incentive_code"]] = -relief
        return lines

    def annual_pay(self, benchmark_code, version):
        """Pay of a year at full time, with its driver, before caps."""
        pay = version[f"pay_{self.estimate}"]
        if find("salary_benchmarks", benchmark_code)["employment_type"] == "contractor":
            return product(pay, self.driver("contractor_rate"),
                           assumption("billable_hours_per_month"), 12)
        return product(pay, self.driver("salary_level"))

    @shared("salary_level", "contractor_rate", "headcount", "fx_usd",
            attributes=("estimate", "latest_fx"))
    def labor_leaf(self, benchmark_code, month, fte):
        """One person x month in EUR and, of it, the severance accrual, which is no cash."""
        stack = self.labor_stack(benchmark_code, month)
        fx = self.fx(find("salary_benchmarks", benchmark_code)["currency_code"])
        severance = sum(stack[code] for code in severance_codes() & stack.keys())
        return tuple(
            rounded(product(fte, self.driver("headcount"), annual, fx) / 12)
            for annual in (sum(stack.values()), severance))

    @shared("salary_level", "contractor_rate", "headcount", "fx_usd",
            attributes=("estimate", "latest_fx", "staffing_plan_code"))
    def labor(self):
        """{(month, milestone, line): EUR}; the accrual is a line of its own."""
        lines = {}
        for person in staff(self.staffing_plan_code):
            for month in range(person["first_month"], (person["last_month"] or HORIZON) + 1):
                if month > HORIZON:
                    break
                equal = dict.fromkeys(milestones_of(person, month), 1)
                leaves, accruals = (split(amount, equal) for amount in self.labor_leaf(
                    person["salary_benchmark_code"], month, person["fte"]))
                for key in equal:
                    code = allocation_code(person, key)
                    lines[month, key, code] = leaves[key] - accruals[key]
                    lines[month, key, f"{code}:severance"] = accruals[key]
        return lines

    @shared(attributes=("staffing_plan_code",))
    def milestone_weights(self, month):
        """FTE of each active milestone in the month; equal weights where all are 0."""
        weights = dict.fromkeys(keys_of(month), Fraction(0))
        for person in staff(self.staffing_plan_code):
            keys = milestones_of(person, month)
            for key in keys:
                if within(person, month) and key in weights:
                    weights[key] += Fraction(person["fte"]) / len(keys)
        return weights if any(weights.values()) else dict.fromkeys(weights, 1)

    def attributed(self, lines):
        """{(month, line): shared cost} split over milestones: {(month, milestone, line): part}."""
        return {
            (month, milestone, line): part
            for (month, line), amount in lines.items() if month <= HORIZON
            for milestone, part in split(amount, self.milestone_weights(month)).items()
        }

    def allocations(self):
        """Sums of an allocation of the staffing plan: {code: its person, milestone, amounts}."""
        result = {}
        for (month, key, code), amount in self.labor().items():
            line = code.removesuffix(":severance")
            person = allocation(self.staffing_plan_code, line)
            row = result.setdefault(line, {
                "person": person, "milestone_key": key, "cost": NOTHING, "fte_months": Fraction(0),
                "months": []})
            row["cost"] += amount
            if line == code:
                row["fte_months"] += Fraction(person["fte"]) / len(milestones_of(person, month))
                row["months"].append(month)
        return result

    def headcount(self):
        """{(month, role, location, employment type): FTE and cost}."""
        result = defaultdict(lambda: {"fte": Fraction(0), "cost_eur": NOTHING})
        for person in staff(self.staffing_plan_code):
            for month in MONTHS:
                if within(person, month):
                    row = result[month, *(person[name] for name in PLACE)]
                    row["fte"] += product(person["fte"], self.driver("headcount"))
                    row["cost_eur"] += self.labor_leaf(
                        person["salary_benchmark_code"], month, person["fte"])[0]
        return dict(result)

    def staffing_gaps(self):
        """{(month, capability): required, planned and missing FTE, and what the gap would cost}."""
        result = {}
        for capability in table("capabilities"):
            code, benchmark = capability["capability_code"], capability["salary_benchmark_code"]
            people = [person for person in staff(self.staffing_plan_code)
                      if person["capability_code"] == code
                      and (code != "operate" or person["cost_type"] == "operate")]
            for month in MONTHS:
                required = required_fte(code, self.users()[month]["active_users"])
                planned = sum((Fraction(p["fte"]) for p in people if within(p, month)), Fraction(0))
                planned = product(planned, self.driver("headcount"))
                gap = max(Fraction(0), required - planned)
                annual = sum(self.labor_stack(benchmark, month).values())
                fx = self.fx(find("salary_benchmarks", benchmark)["currency_code"])
                result[month, code] = {
                    "required_fte": required, "planned_fte": planned, "gap_fte": gap,
                    "gap_cost_eur": rounded(product(gap, annual, fx) / 12)}
        return result
