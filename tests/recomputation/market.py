"""The market: users, revenue, the dividend of the projection, fees and funding."""
from decimal import Decimal
from fractions import Fraction
from functools import cache

from .basics import (
    HORIZON, MILESTONES, MONTHS, NOTHING, assumption, decimal, find, in_force, latest_milestone,
    month_start, ordered, product, rounded, seed, shared, split, table, total, whole,
)
from .purchases import covered_months
from .technology import run_month


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


def dividend_periods():
    """Calendar blocks, each of the length of the policy in force on its first day.

    The last one may end after the horizon: it is no whole period and pays nothing.
    """
    month = 1
    while month <= HORIZON:
        (policy,) = (p for p in table("dividend_policies")
                     if in_force(p, month_start(month)) and not p["is_alternative"])
        yield policy, range(month, month + policy["period_months"])
        month += policy["period_months"]


@cache
def policy_of(month):
    (policy,) = (policy for policy, months in dividend_periods() if month in months)
    return policy


def periods_of(policy):
    """Whole periods of one policy that runs alone from the first month."""
    length = policy["period_months"]
    return [(policy, range(first, first + length))
            for first in range(1, HORIZON - length + 2, length)]


def whole_periods():
    return [(policy, months) for policy, months in dividend_periods() if months[-1] <= HORIZON]


class Market:
    """Users, revenue and dividends of a plan."""

    def churn_rate(self):
        return min(self.growth_model["monthly_churn_rate"] * self.driver("churn_rate"), 1)

    @shared("user_growth", "churn_rate", "opt_in_rate", attributes=("growth_model_code",))
    def users(self):
        """Active users from the curve, then totals, churn, new users and contributors.

        New users are those at the churn of the growth model; totals roll on at the scenario's.
        """
        model, result, steady, everybody = self.growth_model, {}, 0, 0
        for month in MONTHS:
            curve = rounded(active_users(model, month), 6)
            active = whole(product(curve, self.driver("user_growth")))
            previous, steady = steady, whole(active / Fraction(model["active_share"]))
            churned = whole(previous * model["monthly_churn_rate"])
            new = max(0, steady - previous + churned)
            churned = previous + new - steady
            if self.driver("churn_rate") != 1:
                churned = whole(everybody * self.churn_rate())
            everybody += new - churned
            rate = min(opt_in(month) * self.driver("opt_in_rate"), 1)
            result[month] = {
                "growth_model_code": model["growth_model_code"],
                "milestone_code": latest_milestone(month),
                "total_users": everybody, "active_users": active, "new_users": new,
                "churned_users": churned, "contributors": whole(active * rate),
            }
        return result

    def first_month(self, stream):
        """The milestone's month and lag, or the month after the training run of what is sold."""
        start = (find("milestones", stream["first_milestone_code"])["first_month"]
                 + stream["start_lag_months"])
        if stream["training_run_code"]:
            start = max(start, run_month(find("ml_training_runs", stream["training_run_code"])) + 1)
        return int(start + self.driver("revenue_delay"))

    @shared("revenue_growth", "revenue_price", "revenue_delay", "fx_usd", "user_growth",
            attributes=("latest_fx", "growth_model_code"))
    def revenue(self):
        """{(month, stream): EUR}: launch amount x growth up to the cap, ramp, then drivers."""
        result = {}
        for row in table("revenue_streams"):
            code, factor = row["revenue_stream_code"], Fraction(1)
            growth = row["monthly_growth_rate"] * self.driver("revenue_growth")
            groups = seed("customer_groups", revenue_stream_code=code)
            start, ramp_months = self.first_month(row), max(1, row["ramp_months"] or 1)
            for month in range(start, HORIZON + 1):
                units = {"amount": 1, "per_active_user": self.users()[month]["active_users"],
                         "per_customer": sum(group["customers_at_launch"] for group in groups)}
                amount = product(row["launch_monthly_amount"], units[row["revenue_basis"]], factor)
                if row["monthly_cap"] is not None:
                    amount = min(amount, row["monthly_cap"])
                ramp = min(Fraction(1), Fraction(month - start + 1, ramp_months))
                result[month, code] = rounded(ramp * product(
                    amount, self.driver("revenue_price"), self.fx(row["currency_code"])))
                factor = Fraction(rounded(factor * (1 + growth), 12))
        return result

    def month_revenue(self, month, streams):
        codes = [row["revenue_stream_code"] for row in streams]
        return total(self.revenue().get((month, code), NOTHING) for code in codes)

    def model_revenue(self, month):
        return self.month_revenue(month, seed("revenue_streams", is_model_revenue=True))

    def first_model_revenue(self):
        """The first month with model revenue; none within the horizon."""
        return min((month for month in MONTHS if self.model_revenue(month)), default=None)

    def contribution_margin(self, month):
        """Model revenue less the processing of its payments and what serves the model."""
        models = {f"processing:{row['revenue_stream_code']}"
                  for row in seed("revenue_streams", is_model_revenue=True)}
        serving = {row["infrastructure_model_component_code"]
                   for row in seed("infrastructure_model_components", applies_from="model_revenue")}
        return self.model_revenue(month) - total(
            amount for (m, _, _, line), amount in self.ledger.items()
            if m == month and line in models | serving)

    def basis(self, month, policy):
        """What a policy shares of a month."""
        by_margin = policy["pool_basis"] == "contribution_margin"
        return self.contribution_margin(month) if by_margin else self.model_revenue(month)

    def platform(self, month, policy=None):
        policy = policy or policy_of(month)
        return rounded(product(self.basis(month, policy), policy["platform_share"]))

    def pool(self, month):
        """What is left of a month's basis for its contributors."""
        return self.basis(month, policy_of(month)) - self.platform(month)

    @shared("revenue_growth", "revenue_price", "revenue_delay", "fx_usd", "user_growth",
            "opt_in_rate", attributes=("latest_fx", "growth_model_code"))
    def projected_dividends(self):
        """Each whole period of the policies in force."""
        return self.projection(whole_periods())

    def projection(self, periods):
        """Periods one after the other: pool, what reaches its minimum, who is paid."""
        result, carried, liability = [], NOTHING, NOTHING
        for policy, months in periods:
            revenue = total(map(self.model_revenue, months))
            basis, platform = (total(amount(month, policy) for month in months)
                               for amount in (self.basis, self.platform))
            pool, n = basis - platform + carried, self.users()[months[-1]]["contributors"]
            row = {"policy": policy, "months": months, "due_month": months[-1] + 1,
                   "model_revenue": revenue, "basis": basis, "platform": platform,
                   "carried_in": carried, "opening": liability,
                   "pool": pool, "contributors": n, "paid": NOTHING, "payees": 0}
            if pool < 0 or not n:
                carried = pool
            else:
                carried, owed = NOTHING, liability + pool
                reach = min(Fraction(1), Fraction(owed) / n / policy["min_payout_eur"])
                row["paid"] = rounded(Fraction(owed) * reach)
                row["payees"] = whole(n * assumption("payout_eligible_share") * reach)
                liability = owed - row["paid"]
            result.append(row | {"liability": liability, "carried_out": carried})
        return result

    def paid_out(self, month):
        """What the projection pays in a month: the period that ended the month before."""
        return total(row["paid"] for row in self.projected_dividends()
                     if row["due_month"] == month)

    def dividend_liability(self, month):
        """What stays with contributors below the minimum, from the month of payment on."""
        owed = [row["liability"] for row in self.projected_dividends()
                if row["due_month"] <= month]
        return owed[-1] if owed else NOTHING

    def payout_fees(self, dividends=None):
        """{(due month, line): EUR} of every whole period, also of one that is due too late."""
        lines = {}
        for row in self.projected_dividends() if dividends is None else dividends:
            fees = {
                (row["due_month"], f"payout:{method['payout_method_code']}"):
                method["share_of_payouts"] * (
                    row["payees"] * method["fixed_fee"] * self.fx(method["currency_code"])
                    + Fraction(row["paid"]) * method["rate"])
                for method in ordered("payout_methods")}
            if any(fees.values()):
                lines |= split(rounded(sum(fees.values())), fees)
        return lines

    def processing(self):
        """{(month, line): EUR}: a share of each stream's receipts and a fee for each payment."""
        lines = {}
        for (month, code), amount in self.revenue().items():
            row = find("revenue_streams", code)
            fixed = product(row["payments_per_month"], row["processing_fixed"],
                            self.fx(row["processing_currency_code"]))
            share = row["processing_rate"] + (row["currency_conversion_rate"] or 0)
            lines[month, f"processing:{code}"] = rounded(product(amount, share) + fixed)
        return lines

    def third_party(self):
        """Planned lines, processing of each stream, and the payout fees of each period."""
        return self.direct("third_party") | self.attributed(self.processing() | self.payout_fees())

    def accrued_third_party(self):
        """{month: EUR}: recurring planned lines over what they cover, fees over their period."""
        result, planned = {}, self.direct("third_party")
        for (month, _, code), amount in planned.items():
            row = find("milestone_direct_costs", code)
            if row["is_recurring"]:
                accrue(result, amount, covered_months(row, month))
        for (month, _), amount in self.processing().items():
            accrue(result, amount, [month])
        spans = {row["due_month"]: row["months"] for row in self.projected_dividends()}
        for (month, _), amount in self.payout_fees().items():
            accrue(result, amount, spans[month])
        return result

    @shared("fx_usd", attributes=("scenario_code", "latest_fx"))
    def funding(self, month):
        """Rounds of a month, in EUR: the scenario's own and those of its ancestors."""
        return total(
            rounded(product(row["amount"], self.fx(row["currency_code"])))
            for scenario in lineage(self.scenario_code)
            for row in seed("funding_rounds", scenario_code=scenario, month_index=month))


@cache
def lineage(scenario_code):
    """A scenario and its ancestors, nearest first."""
    parent = find("scenarios", scenario_code)["parent_scenario_code"]
    return [scenario_code, *(lineage(parent) if parent else ())]


def accrue(result, amount, months):
    """Add an amount to the months that it covers, an odd cent to the earlier one."""
    for month, part in split(amount, dict.fromkeys(months, 1)).items():
        result[month] = result.get(month, NOTHING) + part
