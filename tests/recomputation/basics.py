"""Arithmetic, seeds and the calendar of the plan."""
import csv
import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, wraps
from math import lcm
from operator import itemgetter
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ESTIMATES = ("low", "mid", "high")
NOTHING = Decimal("0.00")
OPERATIONS = "operations"

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
        if factor != 1:
            result = Fraction(rounded(result * Fraction(factor), 10))
    return result


def ratio(numerator, denominator, places=6):
    """Exact division, then rounded; null where the denominator is 0 or a side is missing."""
    if numerator is None or not denominator:
        return None
    return rounded(Fraction(numerator) / Fraction(denominator), places)


def split(amount, weights):
    """Split cents by largest remainder; a tie goes to the key that stands first in weights."""
    if len(weights) == 1:
        return dict.fromkeys(weights, amount)
    cents, weights = int(abs(amount) * 100), whole_numbers(weights)
    parts, remainders, everything = {}, {}, sum(weights.values())
    for key, weight in weights.items():
        parts[key], remainders[key] = divmod(cents * weight, everything)
    for key in sorted(parts, key=remainders.get, reverse=True)[: cents - sum(parts.values())]:
        parts[key] += 1
    return {k: Decimal(-p if amount < 0 else p).scaleb(-2) for k, p in parts.items()}


def whole_numbers(weights):
    """The same proportions in whole numbers."""
    ratios = {key: weight.as_integer_ratio() for key, weight in weights.items()}
    common = lcm(*(denominator for _, denominator in ratios.values()))
    return {key: numerator * (common // denominator)
            for key, (numerator, denominator) in ratios.items()}


def evenly(amount, months):
    """Split an amount over months; an odd cent goes to the earlier month."""
    return split(amount, dict.fromkeys(months, 1))


def decimal(value):
    return Decimal(Fraction(value).numerator) / Decimal(Fraction(value).denominator)


def total(amounts):
    return sum(amounts, NOTHING)


def shared(*drivers, attributes=("estimate",)):
    """Remember what a method of a plan returned, for all plans that agree in what it reads."""
    def decorate(method):
        memory = {}

        @wraps(method)
        def remembered(plan, *arguments):
            key = (*arguments, *(getattr(plan, name) for name in attributes),
                   *map(plan.driver, drivers))
            if key not in memory:
                memory[key] = method(plan, *arguments)
            return memory[key]
        return remembered
    return decorate


# ---- Seeds ---------------------------------------------------------------------------------


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


def ordered(entity):
    """The rows of raw_<entity>.csv by their first column."""
    return sorted(table(entity), key=lambda row: next(iter(row.values())))


def assumption(code):
    row = find("assumptions", code)
    return row["value_date"] or row["value_number"]


def variable(name):
    """A variable of dbt_project.yml."""
    text = (PROJECT / "dbt_project.yml").read_text(encoding="utf-8")
    return typed(re.search(rf'^  {name}: "?([^"\s]+)"?', text, re.MULTILINE)[1])


# ---- Calendar ------------------------------------------------------------------------------

PROJECT_START, HORIZON = variable("project_start"), variable("horizon_months")
AS_OF_DATE = variable("as_of_date")
MONTHS = range(1, HORIZON + 1)
MILESTONES = sorted(table("milestones"), key=itemgetter("sequence"))


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


def within(row, month):
    """Whether the months of a row hold the month; without a last month they go on."""
    return row["first_month"] <= month and (row["last_month"] is None or month <= row["last_month"])


@cache
def active_milestones(month):
    """The codes of a month's milestones, in sequence."""
    return [m["milestone_code"] for m in MILESTONES if within(m, month)]


@cache
def keys_of(month):
    """Where a month's shared cost belongs: its milestones, else operations."""
    return active_milestones(month) or [OPERATIONS]


def latest_milestone(month):
    """The active milestone that started last; none after the last milestone."""
    active = sorted((m for m in MILESTONES if within(m, month)), key=itemgetter("first_month"))
    return active[-1]["milestone_code"] if active else None


def months_of(row):
    """First and last month of a row or, by default, of its milestone."""
    span = row if row.get("first_month") else find("milestones", row["milestone_code"])
    return span["first_month"], span["last_month"]
