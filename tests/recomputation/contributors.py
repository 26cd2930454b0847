"""The sample: each period's pool shared out among contributors, their scores and balances."""
from collections import defaultdict
from datetime import date
from fractions import Fraction
from functools import cache
from statistics import median

from .basics import NOTHING, month_end, month_start, ordered, ratio, seed, split, total, whole
from .market import whole_periods

SCORES = ("quality", "uniqueness", "depth", "domain", "engagement", "consistency")


@cache
def contributions(contributor):
    return seed("contributions", contributor_code=contributor)


@cache
def scored(contributor, policy_code, months):
    """ACUs, the seven scores and the composite of a contributor in a period."""
    (policy,) = seed("dividend_policies", dividend_policy_code=policy_code)
    rows = [row for row in contributions(contributor) if row["month_index"] in months]
    acus, cap = sum(row["acus"] for row in rows), policy["volume_cap_acus"]
    result = {"acus": acus, "volume_score": ratio(min(acus, cap), cap) if acus else None}
    for name in SCORES:
        result[f"{name}_score"] = ratio(sum(r["acus"] * r[f"{name}_score"] for r in rows), acus)
    factors = seed("dividend_factors", dividend_policy_code=policy_code)
    times = 1_000_000 * sum(
        row["weight"] * Fraction(result[f"{row['factor']}_score"] or 0) for row in factors)
    composite = whole(times) * (acus if policy["scoring_method"] == "acu_weighted" else 1)
    return result | {"composite_score": composite if acus else None}


def entries(policy, months, balances):
    """The contributors of a period, in order: those with ACUs or with a balance."""
    start, end, rows = month_start(months[0]), month_end(months[-1]), {}
    for person in ordered("contributors"):
        code = person["contributor_code"]
        row = scored(code, policy["dividend_policy_code"], months) | {
            "opening_balance_eur": balances[code]}
        consents = (person["training_consent_from"] <= start
                    and (person["training_consent_to"] or date.max) >= end)
        row["is_eligible"] = bool(
            row["acus"] and row["acus"] >= policy["min_acus"] and consents
            and row["quality_score"] >= policy["min_quality"])
        held = (person["tax_form_from"], person["payout_method_from"])
        row["payable"] = all(day and day <= end for day in held)
        if row["acus"] or row["opening_balance_eur"]:
            rows[code] = row
    return rows


@cache
def sample_dividends(plan):
    """Each period's pool shared out: {period: totals}, {(period, person): row}."""
    totals, accounts, balances, carried = {}, {}, defaultdict(lambda: NOTHING), NOTHING
    for policy, months in whole_periods():
        rows = entries(policy, months, balances)
        weights = {c: row["composite_score"] for c, row in rows.items() if row["is_eligible"]}
        revenue = total(map(plan.model_revenue, months))
        platform = total(map(plan.platform, months))
        pool = revenue - platform + carried
        parts = split(pool, weights) if pool > 0 and weights else {}
        for code, row in rows.items():
            row["earned_eur"] = parts.get(code, NOTHING)
            balance = row["opening_balance_eur"] + row["earned_eur"]
            is_paid = row.pop("payable") and balance >= policy["min_payout_eur"]
            row["paid_eur"] = balance if is_paid else NOTHING
            row["closing_balance_eur"] = balances[code] = balance - row["paid_eur"]
            row["contribution_share"] = ratio(weights.get(code), sum(weights.values()), 8)
        earned = [rows[code]["earned_eur"] for code in weights]
        period = f"{policy['dividend_policy_code']}:{month_start(months[0])}"
        accounts |= {(period, code): row for code, row in rows.items()}
        totals[period] = {
            "carried_forward_eur": pool - sum(earned), "eligible_contributors": len(weights),
            "pool_carried_in_eur": carried, "dividend_pool_eur": pool,
            "total_acus": sum(rows[code]["acus"] for code in weights),
            "total_composite": sum(weights.values()),
            "average_earned_eur": ratio(sum(earned), len(earned), 2),
            "median_earned_eur": ratio(median(map(Fraction, earned)), 1, 2) if earned else None,
            "minimum_earned_eur": min(earned, default=None),
            "maximum_earned_eur": max(earned, default=None),
            "paid_contributors": sum(row["paid_eur"] > 0 for row in rows.values()),
            **{f"{name}_eur": total(row[f"{name}_eur"] for row in rows.values())
               for name in ("opening_balance", "earned", "paid", "closing_balance")},
        }
        carried = pool - sum(earned)
    return totals, accounts


def statements(plan):
    """contributor_statements: {contributor: what all periods together brought}."""
    result = {}
    for (_, code), row in sample_dividends(plan)[1].items():
        line = result.setdefault((code,), {
            "eligible_periods": 0, "eligible_acus": 0, "payouts": 0,
            "earned_eur": NOTHING, "paid_eur": NOTHING})
        line["eligible_periods"] += row["is_eligible"]
        line["eligible_acus"] += row["acus"] if row["is_eligible"] else 0
        line["payouts"] += row["paid_eur"] > 0
        line["earned_eur"] += row["earned_eur"]
        line["paid_eur"] += row["paid_eur"]
        line["closing_balance_eur"] = row["closing_balance_eur"]
    return result
