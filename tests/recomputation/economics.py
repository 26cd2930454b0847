"""What the ledger means: accrued cost, results, cash, cost per user of months and milestones."""
from collections import defaultdict
from fractions import Fraction
from functools import cache
from itertools import pairwise

from .basics import (
    HORIZON, MILESTONES, MONTHS, NOTHING, assumption, evenly, find, month_start, ratio, rounded,
    table, total,
)
from .people import allocation

TOTAL_COLUMNS = (
    "infrastructure_cost_eur", "labor_cost_eur", "third_party_cost_eur", "legal_cost_eur",
    "marketing_cost_eur", "support_cost_eur", "other_cost_eur", "overhead_cost_eur")
OPERATING_COLUMNS = (
    "operate_labor_eur", "operating_infrastructure_eur", "operating_third_party_eur",
    "operating_llm_eur", "amortized_training_eur", "operating_overhead_eur")
OWN_COLUMN = ("infrastructure", "labor", "third_party", "legal", "marketing", "overhead")
BREAK_EVEN_MONTHS = 6


def sums_of(plan, category, line):
    """The sums that a ledger line enters: its column, its cost type or operating column."""
    names = [f"{category if category in OWN_COLUMN else 'other'}_cost_eur"]
    if category == "labor":
        person = allocation(plan.staffing_plan_code, line)
        if person["role_category_code"] == "support":
            names = ["support_cost_eur"]
        names.append(f"{person['cost_type']}_labor_eur")
        if line.endswith(":severance"):
            names.append("accrual")
    elif category == "infrastructure":
        component = find("infrastructure_model_components", line.removesuffix(":minimum"))
        if component["cost_component"] == "support":
            names = ["support_cost_eur"]
        names.append("operating_infrastructure_eur")
    elif category == "llm":
        names.append("operating_llm_eur")
    return names


@cache
def monthly_sums(plan):
    """{(month, sum): EUR}: the ledger by column, and recurring cost where it belongs."""
    result = defaultdict(lambda: NOTHING)
    for (month, _, category, line), amount in plan.ledger.items():
        for name in sums_of(plan, category, line):
            result[month, name] += amount
    for column, amounts in (("operating_third_party_eur", plan.accrued_third_party()),
                            ("operating_overhead_eur", plan.accrued_overhead())):
        for month, amount in amounts.items():
            result[month, column] += amount
    span = assumption("training_amortization_months")
    for (month, _, _), amount in plan.ml_training().items():
        for later, part in evenly(amount, range(month + 1, month + 1 + span)).items():
            result[later, "amortized_training_eur"] += part
    return result


def first_lasting(flows):
    """First month from which all values to the horizon are >= 0, six months at least."""
    month = HORIZON + 1
    while month > 1 and flows[month - 2] >= 0:
        month -= 1
    return month if HORIZON - month + 1 >= BREAK_EVEN_MONTHS else None


def per_user(row, users, active, contributors):
    """Ratios of cost and revenue to users; sums over sums where there are several months."""
    operating, revenue, pool = (
        row[f"{name}_eur"] for name in ("operating_cost", "revenue", "dividend_pool"))
    return {
        "cost_per_user": ratio(operating, users),
        "cost_per_active_user": ratio(operating, active),
        "cost_per_contributor": ratio(operating, contributors),
        "fully_loaded_cost_per_user": ratio(row["total_cost_eur"], users),
        "revenue_per_user": ratio(revenue, users),
        "net_cost_per_user": ratio(operating - revenue, users),
        "net_cost_per_user_after_dividend": ratio(operating + pool - revenue, users),
    }


def status(revenue, net, pool):
    if not revenue:
        return "no_revenue"
    return "loss" if net < 0 else "profit_before_dividend_only" if net < pool else "profit"


def runway(cash, burn):
    """Months until the money is gone at the mean burn of the last months."""
    return NOTHING if cash <= 0 else ratio(cash, burn) if burn > 0 else None


@cache
def economics(plan):
    """Cost, revenue, result and cash of each month, and what they mean per user."""
    sums, result, flows, funded = monthly_sums(plan), {}, [], NOTHING
    cash = opening = rounded(assumption("opening_cash_eur"))
    for month in MONTHS:
        users, pool = plan.users()[month], plan.pool(month)
        row = {column: sums[month, column] for column in (*TOTAL_COLUMNS, *OPERATING_COLUMNS)}
        everybody = users["total_users"]
        revenue = plan.month_revenue(month, table("revenue_streams"))
        operating = total(row[column] for column in OPERATING_COLUMNS)
        cost = total(row[column] for column in TOTAL_COLUMNS)
        acquisition = sums[month, "marketing_cost_eur"] + sums[month, "growth_labor_eur"]
        net = revenue - operating - acquisition - sums[month, "manage_labor_eur"]
        paid = plan.paid_out(month)
        flows.append(revenue - (cost - sums[month, "accrual"]) - paid)
        funding = plan.funding(month)
        funded += funding
        cash += flows[-1] + funding
        last_flows = flows[-assumption("runway_window_months"):]
        burn = -Fraction(sum(last_flows)) / len(last_flows)
        window = range(max(1, month - assumption("cac_window_months") + 1), month + 1)
        acquired = sum(plan.users()[m]["new_users"] for m in window)
        spent = sum(sums[m, "marketing_cost_eur"] + sums[m, "growth_labor_eur"] for m in window)
        cac = Fraction(spent) / acquired if acquired else None
        row |= {
            **{name: users[name] for name in (
                "total_users", "active_users", "new_users", "contributors")},
            "operating_cost_eur": operating, "total_cost_eur": cost, "revenue_eur": revenue,
            "dividend_pool_eur": pool, "net_result_eur": net,
            "net_result_after_dividend_eur": net - pool,
            "dividend_paid_out_eur": paid, "dividend_liability_eur": plan.dividend_liability(month),
            "growth_labor_eur": sums[month, "growth_labor_eur"],
            "manage_labor_eur": sums[month, "manage_labor_eur"],
            "cash_cost_eur": cost - sums[month, "accrual"],
            "funding_eur": funding, "cash_flow_eur": flows[-1], "cash_balance_eur": cash,
            "runway_months": runway(cash, burn) if opening + funded else None,
            "cac": ratio(cac, 1), "unit_economics_status": status(revenue, net, pool),
        }
        row |= per_user(row, everybody, users["active_users"], users["contributors"])
        for suffix, spending in (("", operating), ("_after_dividend", operating + pool)):
            earned = revenue - spending
            lifetime_users = everybody * plan.churn_rate()
            ltv = Fraction(earned) / lifetime_users if revenue and lifetime_users else None
            pays_back = revenue and earned > 0 and cac is not None
            row[f"gross_margin{suffix}"] = ratio(earned, revenue)
            row[f"ltv{suffix}"] = ratio(ltv, 1)
            row[f"ltv_cac_ratio{suffix}"] = ratio(ltv, cac)
            row[f"payback_months{suffix}"] = ratio(cac * everybody, earned) if pays_back else None
        result[month] = row
    first, first_of_cash = operating_break_even(result), cash_break_even(result)
    for month, row in result.items():
        row["is_break_even_month"] = month == first
        row["is_cash_break_even_month"] = month == first_of_cash
    return result


def operating_break_even(rows):
    return first_lasting([rows[month]["net_result_after_dividend_eur"] for month in MONTHS])


def cash_break_even(rows):
    return first_lasting([rows[month]["cash_flow_eur"] for month in MONTHS])


def peak_funding_need(plan):
    """The deepest point of the cumulated cash before any money from outside."""
    level, deepest = NOTHING, NOTHING
    for row in economics(plan).values():
        level += row["cash_flow_eur"]
        deepest = min(deepest, level)
    return -deepest


SUMMED = (*TOTAL_COLUMNS, *OPERATING_COLUMNS, "operating_cost_eur", "total_cost_eur",
          "growth_labor_eur", "manage_labor_eur", "revenue_eur", "dividend_pool_eur",
          "net_result_eur", "net_result_after_dividend_eur")
AS_OF_LAST_MONTH = ("total_users", "active_users", "contributors", "cac", *(
    f"{name}{suffix}" for name in ("ltv", "ltv_cac_ratio", "payback_months")
    for suffix in ("", "_after_dividend")))


@cache
def analysis(plan):
    """cost_per_user_analysis: sums over all months of a milestone, the last month beside them."""
    rows, result = economics(plan), {}
    for milestone in (m for m in MILESTONES if m["first_month"] <= HORIZON):
        first, last = milestone["first_month"], min(milestone["last_month"], HORIZON)
        months = [rows[month] for month in range(first, last + 1)]
        users, active, contributors = (sum(m[name] for m in months) for name in (
            "total_users", "active_users", "contributors"))
        row = {name: total(m[name] for m in months) for name in SUMMED}
        row |= per_user(row, users, active, contributors)
        row |= {name: months[-1][name] for name in AS_OF_LAST_MONTH}
        result[milestone["milestone_code"]] = row | {
            "first_month": first, "last_month": last, "analysis_month": month_start(last),
            "month_count": len(months), "user_months": users, "active_user_months": active,
            "contributor_months": contributors,
            "operating_cost_last_month_eur": months[-1]["operating_cost_eur"],
            "cost_per_user_last_month": months[-1]["cost_per_user"],
            "cost_per_active_user_last_month": months[-1]["cost_per_active_user"],
            "unit_economics_status": status(
                row["revenue_eur"], row["net_result_eur"], row["dividend_pool_eur"]),
        }
    return result


WALK_STEPS = {
    "operate_labor": "operate_labor_eur", "infrastructure": "operating_infrastructure_eur",
    "third_party": "operating_third_party_eur", "llm": "operating_llm_eur",
    "amortized_training": "amortized_training_eur", "overhead": "operating_overhead_eur"}


def walk(plan):
    """cost_per_user_walk: {(milestone, step): what moved cost per user since the one before}."""
    rows, result = analysis(plan), {}
    for before, now in pairwise(rows):
        old, new = rows[before], rows[now]
        if not old["user_months"] or not new["user_months"]:
            continue
        spent, users = Fraction(old["operating_cost_eur"]), new["user_months"]
        steps = {"users": spent / users - spent / old["user_months"]}
        steps |= {step: Fraction(new[column] - old[column]) / users
                  for step, column in WALK_STEPS.items()}
        millionths = {step: value * 1_000_000 for step, value in steps.items()}
        parts = {step: value.numerator // value.denominator for step, value in millionths.items()}
        difference = new["cost_per_user"] - old["cost_per_user"]
        rest = int(difference * 1_000_000) - sum(parts.values())
        by_remainder = sorted(parts, key=lambda step: parts[step] - millionths[step])
        for step in by_remainder[:rest]:
            parts[step] += 1
        for step, value in parts.items():
            result[now, step] = {"change_per_user": rounded(Fraction(value, 1_000_000), 6)}
    return result


def comparison(plan):
    """scenario_comparison: one row of a scenario."""
    rows = economics(plan)
    first = next((row for row in plan.projected_dividends() if row["paid"]), None)
    last = rows[HORIZON]
    return {
        "total_cost_eur": total(row["total_cost_eur"] for row in rows.values()),
        "milestone_cost_eur": total(
            amount for (_, key, _, _), amount in plan.ledger.items() if key != "operations"),
        "total_revenue_eur": total(row["revenue_eur"] for row in rows.values()),
        "total_dividend_pool_eur": total(row["dividend_pool_eur"] for row in rows.values()),
        "peak_funding_need_eur": peak_funding_need(plan),
        "break_even_month": operating_break_even(rows),
        "cash_break_even_month": cash_break_even(rows),
        "runway_months_at_end": last["runway_months"],
        "active_users_at_end": last["active_users"], "contributors_at_end": last["contributors"],
        "cost_per_active_user_at_end": last["cost_per_active_user"],
        "cash_balance_at_end_eur": last["cash_balance_eur"],
        "first_dividend_month": first and first["due_month"],
        "first_dividend_pool_eur": first and first["pool"],
        "first_dividend_paid_eur": first and first["paid"],
        "total_dividend_paid_eur": total(row["dividend_paid_out_eur"] for row in rows.values()),
        "dividend_liability_at_end_eur": last["dividend_liability_eur"],
    }
