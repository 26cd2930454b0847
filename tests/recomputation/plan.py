"""One scenario, variant or staffing plan: its drivers, rates and ledger."""
from functools import cache, cached_property
from operator import itemgetter

from .basics import AS_OF_DATE, assumption, find, product, seed, table
from .market import Market, lineage
from .people import People
from .purchases import Purchases
from .technology import Technology

(DEFAULT,) = (row["scenario_code"] for row in seed("scenarios", is_default=True))
SCENARIOS = [row["scenario_code"] for row in table("scenarios")]


@cache
def inherited_drivers(scenario_code):
    """{driver: multiplier}: the scenario's own, else its nearest ancestor's."""
    return {row["driver_code"]: row["multiplier"]
            for scenario in reversed(lineage(scenario_code))
            for row in seed("scenario_drivers", scenario_code=scenario)}


class Plan(People, Technology, Purchases, Market):
    """A scenario at one estimate, with a driver moved or at the newest exchange rates."""

    def __init__(self, scenario_code=DEFAULT, estimate=None, latest_fx=False,
                 staffing_plan_code=None, drivers=None):
        row = find("scenarios", scenario_code)
        self.scenario_code, self.latest_fx = scenario_code, latest_fx
        self.estimate = estimate or row["estimate"]
        self.growth_model_code = row["growth_model_code"]
        self.growth_model = find("user_growth_models", row["growth_model_code"])
        self.staffing_plan_code = staffing_plan_code or row["staffing_plan_code"]
        self.with_completion = row["with_completion"]
        self.drivers = inherited_drivers(scenario_code) if drivers is None else drivers

    def driver(self, code):
        return self.drivers.get(code, NEUTRAL.get(code, 1))

    @cache
    def fx(self, currency):
        """EUR per unit at the plan date, the same for all months; a variant has the newest."""
        if currency == "EUR":
            return 1
        rate = self.fx_row(currency)["eur_per_unit"]
        return product(rate, self.driver("fx_usd")) if currency == "USD" else rate

    def fx_row(self, currency):
        day = AS_OF_DATE if self.latest_fx else assumption("fx_plan_date")
        rows = [row for row in seed("fx_rates", currency_code=currency) if row["rate_date"] <= day]
        return max(rows, key=itemgetter("rate_date"))

    def fx_date(self):
        """The newest date among the rates of the plan."""
        currencies = {row["currency_code"] for row in table("fx_rates")}
        return max(self.fx_row(currency)["rate_date"] for currency in currencies)

    @cached_property
    def ledger(self):
        """{(month, milestone, category, line): EUR} without lines of 0."""
        categories = {
            "labor": self.labor(), "infrastructure": self.infrastructure(), "llm": self.llm(),
            "third_party": self.third_party(), "ml_training": self.ml_training(),
            "legal": self.legal(), "compliance": self.compliance(), "overhead": self.overhead(),
            "marketing": self.direct("marketing"), "other": self.direct("other"),
        }
        return {(month, milestone, category, line): amount
                for category, lines in categories.items()
                for (month, milestone, line), amount in lines.items() if amount}


NEUTRAL = {row["driver_code"]: row["neutral_value"] for row in table("sensitivity_drivers")
           if row.get("neutral_value") is not None}


@cache
def plan(scenario_code=DEFAULT, estimate=None, latest_fx=False, staffing_plan_code=None):
    return Plan(scenario_code, estimate, latest_fx, staffing_plan_code)


@cache
def neutral(staffing_plan_code=None, estimate="mid", latest_fx=False):
    """The default scenario with every driver at 1."""
    return Plan(DEFAULT, estimate, latest_fx, staffing_plan_code, drivers={})
