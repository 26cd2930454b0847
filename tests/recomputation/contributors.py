"""The sample: each period's pool shared out among contributors, their scores and balances."""
from collections import defaultdict
from datetime import date
from fractions import Fraction
from functools import cache
from statistics import median

from .basics import (
    NOTHING, assumption, find, month_end, month_start, ordered, ratio, rounded, seed, split, table,
    total, whole,
)
from .market import whole_periods

SCORES = ("quality", "uniqueness", "depth", "domain", "engagement", "consistency")


@cache
def contributions(contributor):
    """Those of the account and of the accounts that were merged into it."""
    codes = [contributor] + [row["contributor_code"] for row in table("contributors")
                             if row["merged_into_code"] == contributor]
    return [row for code in codes for row in seed("contributions", contributor_code=code)]


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


def eligibility(row, person, policy, start, end):
    """Whether somebody shares in the pool, or the first reason why not."""
    if not row["acus"]:
        return "no_contributions"
    if (person["training_consent_to"] or date.max) < end:
        return "consent_withdrawn"
    if person["training_consent_from"] > start:
        return "consent_too_late"
    if row["acus"] < policy["min_acus"]:
        return "too_few_acus"
    return "eligible" if row["quality_score"] >= policy["min_quality"] else "low_quality"


def payment(row, pool, minimum):
    """Whether somebody is paid, or the first reason why not."""
    if row["paid_eur"]:
        return "paid" if row["paid_eur"] >= minimum else "paid_on_leaving"
    if row["closing_balance_eur"]:
        lacking = [name for name in ("tax_form", "payout_method") if name in row["lacking"]]
        return f"no_{'_and_'.join(lacking)}" if lacking else "below_minimum_payout"
    if not row["is_eligible"]:
        return row["eligibility_status"]
    return "less_than_one_cent" if pool > 0 else "no_pool"


def entries(policy, months, balances):
    """The contributors of a period, in order: those with ACUs or with a balance."""
    start, end, rows = month_start(months[0]), month_end(months[-1]), {}
    for person in ordered("contributors"):
        code = person["contributor_code"]
        row = scored(code, policy["dividend_policy_code"], months) | {
            "opening_balance_eur": balances[code]}
        row["eligibility_status"] = eligibility(row, person, policy, start, end)
        row["is_eligible"] = row["eligibility_status"] == "eligible"
        row["lacking"] = [name for name in ("tax_form", "payout_method")
                          if (person[f"{name}_from"] or date.max) > end]
        row["has_left"] = (person["closed_on"] or date.max) <= end
        if row["acus"] or row["opening_balance_eur"]:
            rows[code] = row
    return rows


@cache
def sample_dividends(plan):
    """Each period of the policies in force: {period: totals}, {(period, person): row}."""
    return sample(plan, whole_periods())


def sample(plan, periods):
    """Each period's pool shared out among the contributors of the sample."""
    totals, accounts, balances, carried = {}, {}, defaultdict(lambda: NOTHING), NOTHING
    for policy, months in periods:
        rows = entries(policy, months, balances)
        weights = {c: row["composite_score"] for c, row in rows.items() if row["is_eligible"]}
        pool = carried + total(
            plan.basis(month, policy) - plan.platform(month, policy) for month in months)
        parts = split(pool, weights) if pool > 0 and weights else {}
        for code, row in rows.items():
            row["earned_eur"] = parts.get(code, NOTHING)
            balance = row["opening_balance_eur"] + row["earned_eur"]
            is_due = row.pop("has_left") or balance >= policy["min_payout_eur"]
            row["paid_eur"] = balance if is_due and not row["lacking"] else NOTHING
            row["closing_balance_eur"] = balances[code] = balance - row["paid_eur"]
            row["payment_status"] = payment(row, pool, policy["min_payout_eur"])
            del row["lacking"]
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
    """contributor_statements: {(contributor, period start): what explains the row}."""
    result, totals = {}, sample_dividends(plan)[0]
    for (period, code), row in sample_dividends(plan)[1].items():
        policy_code, start = period.split(":")
        (policy,) = seed("dividend_policies", dividend_policy_code=policy_code)
        (person,) = seed("contributors", contributor_code=code)
        start = date.fromisoformat(start)
        line = {name: value for name, value in row.items() if name != "is_eligible"}
        points = {}
        for name in ("volume", *SCORES):
            weight = sum(factor["weight"] for factor in seed(
                "dividend_factors", dividend_policy_code=policy_code, factor=name))
            points[name] = weight * Fraction(row[f"{name}_score"]) if row["acus"] else None
            line[f"{name}_weight"] = rounded(Fraction(weight), 6)
            line[f"{name}_points"] = ratio(points[name], 1, 12)
        line |= {name: person[name] for name in (
            "training_consent_from", "training_consent_to", "tax_form_from", "payout_method_from",
            "closed_on")}
        line |= {name: policy[name] for name in (
            "scoring_method", "min_acus", "min_quality", "volume_cap_acus", "min_payout_eur")}
        line |= {name: totals[period][name] for name in (
            "total_composite", "eligible_contributors", "dividend_pool_eur")}
        result[code, start] = line | {
            "acu_score": ratio(sum(points.values()), 1) if row["acus"] else None,
            "dividend_policy_code": policy_code, "policy_name": policy["name"],
            "policy_valid_from": policy["valid_from"], "policy_valid_to": policy["valid_to"]}
    return result


def gini(amounts):
    """Mean difference of all pairs over twice the mean."""
    pairs = sum(abs(one - other) for one in amounts for other in amounts)
    return ratio(pairs, 2 * len(amounts) * sum(amounts))


def split_gain(policy, rows, pool):
    """What the owner of the largest account gains by splitting it into equal ones."""
    weights = {(c, 0): row["composite_score"] for c, row in rows.items() if row["is_eligible"]}
    if not weights or pool < 0:
        return None
    largest = max((c for c, _ in weights), key=lambda code: rows[code]["acus"])
    before = split(pool, weights)[largest, 0] if pool else NOTHING
    row, count = rows[largest], assumption("largest_account_split_parts")
    part = row["acus"] // count
    factors = seed("dividend_factors", dividend_policy_code=policy["dividend_policy_code"])
    for number in range(count):
        acus = part if number < count - 1 else row["acus"] - part * (count - 1)
        scores = row | {"volume_score": ratio(
            min(acus, policy["volume_cap_acus"]), policy["volume_cap_acus"])}
        points = whole(1_000_000 * sum(
            factor["weight"] * Fraction(scores[f"{factor['factor']}_score"]) for factor in factors))
        times = acus if policy["scoring_method"] == "acu_weighted" else 1
        weights[largest, number] = points * times if acus >= policy["min_acus"] else 0
    parts = split(pool, dict(sorted(weights.items()))) if pool else {}
    return total(amount for (code, _), amount in parts.items() if code == largest) - before


def spread(plan, rows):
    """How unequal the earnings of a period are, what stays, and what paying costs."""
    earned = sorted(row["earned_eur"] for row in rows.values() if row["is_eligible"])
    top, fees = earned[-(-(-len(earned) // 10)):] if earned else [], Fraction(0)
    for code, row in rows.items():
        if row["paid_eur"]:
            (person,) = seed("contributors", contributor_code=code)
            method = find("payout_methods", person["payout_method_code"])
            fees += method["fixed_fee"] * plan.fx(method["currency_code"])
            fees += method["rate"] * Fraction(row["paid_eur"])
    left = [row["closing_balance_eur"] for row in rows.values() if row["closing_balance_eur"]]
    return {
        "top_decile_share": ratio(sum(top), sum(earned)),
        "gini": gini(earned) if sum(earned) else None,
        "stranded_contributors": len(left), "stranded_eur": total(left),
        "payout_fees_eur": rounded(fees)}
