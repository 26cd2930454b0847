"""Dividend policies compared: each alone from the first period on, with a carry of its own."""
from .basics import HORIZON, MONTHS, NOTHING, month_end, month_start, ratio, table, total
from .contributors import sample, split_gain, spread
from .economics import BREAK_EVEN_MONTHS, economics
from .market import accrue, periods_of


def policies():
    return table("dividend_policies")


def fees_by_month(lines):
    result = {}
    for (month, _), amount in lines.items():
        result[month] = result.get(month, NOTHING) + amount
    return result


def cash_under(plan, dividends):
    """{month: cumulated cash before funding} with the payouts and fees of a policy."""
    fees, fees_in_force = fees_by_month(plan.payout_fees(dividends)), fees_by_month(
        plan.payout_fees())
    paid = {row["due_month"]: row["paid"] for row in dividends}
    result, level = {}, NOTHING
    for month, row in economics(plan).items():
        level += (row["cash_flow_eur"] + plan.paid_out(month) - paid.get(month, NOTHING)
                  + fees_in_force.get(month, NOTHING) - fees.get(month, NOTHING))
        result[month] = level
    return result


def results(plan, policy):
    """Each whole period under a policy: what is paid, what it costs, whether it is carried."""
    dividends, rows = plan.projection(periods_of(policy)), economics(plan)
    fees, cash = fees_by_month(plan.payout_fees(dividends)), cash_under(plan, dividends)
    accrued = {}
    for row in plan.projected_dividends():
        for (month, _), amount in plan.payout_fees([row]).items():
            accrue(accrued, amount, row["months"])
    result = []
    for row in dividends:
        months, last = row["months"], row["months"][-1]
        fee = fees.get(row["due_month"], NOTHING)
        net = total(rows[m]["net_result_eur"] + accrued.get(m, NOTHING) for m in months) - fee
        funds = rows[last]["cash_balance_eur"] - total(
            rows[m]["cash_flow_eur"] for m in MONTHS if m <= last)
        margin, own = total(map(plan.contribution_margin, months)), row["basis"] - row["platform"]
        result.append(row | {
            "fees": fee, "net": net, "cash": funds + cash[last], "margin": margin, "own": own,
            "keeps": margin - own - fee, "is_solvent": funds + cash[last] >= row["paid"],
            "is_covered": net >= row["pool"]})
    return result


def comparison(plan):
    """dividend_policy_comparison: {(policy, period start): row}."""
    rows = {}
    for policy in policies():
        totals, accounts = sample(plan, periods_of(policy))
        for row in results(plan, policy):
            start, code = month_start(row["months"][0]), policy["dividend_policy_code"]
            period = f"{code}:{start}"
            people = {person: line for (p, person), line in accounts.items() if p == period}
            pool = totals[period]["dividend_pool_eur"]
            rows[code, start] = spread(plan, people) | {
                name: totals[period][name] for name in (
                    "dividend_pool_eur", "eligible_contributors", "earned_eur", "paid_eur",
                    "paid_contributors")} | {
                "period_end": month_end(row["months"][-1]),
                "split_gain_eur": split_gain(policy, people, pool),
                "model_revenue_eur": row["model_revenue"],
                "contribution_margin_eur": row["margin"], "platform_share_eur": row["platform"],
                "projected_contributors": row["contributors"], "projected_pool_eur": row["pool"],
                "projected_payees": row["payees"], "projected_paid_eur": row["paid"],
                "projected_liability_eur": row["liability"], "projected_fees_eur": row["fees"],
                "company_keeps_eur": row["keeps"], "net_result_eur": row["net"],
                "cash_before_payout_eur": row["cash"],
                "is_solvent_after_dividend": row["is_solvent"],
                "is_covered_by_result": row["is_covered"]}
    return rows


def summary(plan):
    """dividend_policy_summary: {policy: row} of a scenario."""
    result = {}
    for policy in policies():
        rows = results(plan, policy)
        paid = [row for row in rows if row["paid"]]
        sums = {name: total(row[name] for row in rows) for name in ("own", "paid", "fees", "keeps")}
        cash, last = cash_under(plan, rows), rows[-1]
        uncovered = [row["months"][-1] for row in rows if not row["is_covered"]]
        first = max(uncovered, default=0) + 1
        result[policy["dividend_policy_code"],] = {
            "pool_eur": sums["own"], "paid_eur": sums["paid"], "fees_eur": sums["fees"],
            "payees": sum(row["payees"] for row in rows), "payouts": len(paid),
            "solvent_payouts": sum(row["is_solvent"] for row in paid),
            "fee_share_of_paid": ratio(sums["fees"], sums["paid"]),
            "liability_at_end_eur": last["liability"] + last["carried_out"],
            "company_keeps_eur": sums["keeps"],
            "net_result_after_dividend_eur": total(row["net"] - row["own"] for row in rows),
            "peak_funding_need_eur": max(NOTHING, -min(cash.values())),
            "cash_at_end_eur": economics(plan)[HORIZON]["cash_balance_eur"] + cash[HORIZON] - total(
                row["cash_flow_eur"] for row in economics(plan).values()),
            "due_after_plan_eur": total(
                row["paid"] + row["fees"] for row in rows if row["due_month"] > HORIZON),
            "first_covered_month":
                first if last["months"][-1] - first + 1 >= BREAK_EVEN_MONTHS else None}
    return result
