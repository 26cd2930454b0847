"""Technology: services by tier and minimum, language models, training runs, cost by scale."""
from fractions import Fraction
from functools import cache

from .basics import (
    AS_OF_DATE, HORIZON, MONTHS, as_of, assumption, find, month_start, months_of, ordered, product,
    ratio, rounded, seed, shared, split, table, total,
)


def price(tiers, quantity):
    """What a quantity costs under the tiers of one service and day, in their currency."""
    used = [tier for tier in tiers if quantity > tier["from_units"]]
    if not used:
        return Fraction(0)
    model, last = used[0]["pricing_model"], used[-1]
    if model == "graduated":
        amount = Fraction(0)
        for tier in used:
            within = quantity if tier["to_units"] is None else min(quantity, tier["to_units"])
            amount += tier["flat_fee"] + product(tier["unit_price"], within - tier["from_units"])
        return amount
    if model == "volume":
        return last["flat_fee"] + product(last["unit_price"], quantity)
    final = tiers[-1]
    free = final["from_units"] if len(tiers) > 1 else 0
    packages = -(-max(0, quantity - free) // final["package_size"])
    return sum(tier["flat_fee"] for tier in used) + product(final["unit_price"], packages)


@cache
def tiers_on(service, day):
    rows = as_of(seed("service_pricing_tiers", service_code=service), day)
    return sorted(rows, key=lambda row: row["from_units"])


@cache
def scale_of(active_users):
    """The infrastructure model that serves so many active users."""
    (scale,) = (row["infrastructure_model_code"] for row in table("infrastructure_cost_models")
                if row["user_scale_min"] <= active_users
                and (row["user_scale_max"] is None or active_users <= row["user_scale_max"]))
    return scale


@cache
def components(scale):
    return [row for row in ordered("infrastructure_model_components")
            if row["infrastructure_model_code"] == scale]


class Technology:
    """Infrastructure, language models and training of a plan."""

    def quantities(self, scale, active_users, with_models):
        """{service: {component: units}}; inference waits for the first model revenue."""
        services = {}
        for row in components(scale):
            units = row["quantity_fixed"] + row["quantity_per_active_user"] * active_users
            units = Fraction(rounded(units * self.driver("infrastructure_usage"), 6))
            if units and (row["applies_from"] == "always" or with_models):
                parts = services.setdefault(row["service_code"], {})
                parts[row["infrastructure_model_component_code"]] = units
        return services

    def factor(self):
        code = f"infrastructure_{self.estimate}_factor"
        return 1 if self.estimate == "mid" else assumption(code)

    def service_leaf(self, service, quantity, day):
        """A service's bill of a month: all its components priced together, in EUR."""
        tiers = tiers_on(service, day)
        return rounded(product(
            price(tiers, quantity), self.driver("infrastructure_price"),
            self.fx(tiers[0]["currency_code"]), self.factor()))

    def bill(self, services, day):
        """The lines of a month: {component: EUR} and, where a minimum is missed, a rest."""
        leaves, lines, members = {}, {}, {}
        for service, parts in services.items():
            leaves[service] = self.service_leaf(service, sum(parts.values()), day)
            lines |= split(leaves[service], parts)
            minimum = find("services", service).get("service_minimum_code")
            if minimum:
                members.setdefault(minimum, []).append(service)
        for code, names in sorted(members.items()):
            (row,) = as_of(seed("service_minimums", service_minimum_code=code), day)
            least = rounded(product(
                row["minimum_amount"], self.driver("infrastructure_price"),
                self.fx(row["currency_code"]), self.factor()))
            rest = least - total(leaves[name] for name in names)
            if rest > 0:
                parts = {component: lines[component] for component in sorted(
                    component for name in names for component in services[name])}
                if not any(parts.values()):
                    parts = {component: units for name in names
                             for component, units in sorted(services[name].items())}
                lines |= {f"{component}:minimum": part
                          for component, part in split(rest, parts).items()}
        return lines

    @shared("infrastructure_usage", "infrastructure_price", "fx_usd", "user_growth",
            "revenue_delay", attributes=("estimate", "latest_fx", "growth_model_code"))
    def bills(self):
        """{(month, component): EUR} of the scale that serves the month's active users."""
        first_sale, lines = self.first_model_revenue(), {}
        for month in MONTHS:
            active = self.users()[month]["active_users"]
            services = self.quantities(
                scale_of(active), active, first_sale is not None and month >= first_sale)
            lines |= {(month, component): part for component, part
                      in self.bill(services, month_start(month)).items()}
        return lines

    def infrastructure(self):
        return self.attributed(self.bills())

    @shared("infrastructure_usage", "llm_price", "fx_usd", "user_growth",
            attributes=("with_completion", "latest_fx", "growth_model_code"))
    def llm_bills(self):
        """Tokens x price of a million, the batch share at its discount."""
        lines = {}
        for plan in self.rows("llm_usage_plans"):
            prices = seed("llm_api_costs", model_code=plan["model_code"])
            last = min(plan["last_month"] or HORIZON, HORIZON)
            for month in range(plan["first_month"], last + 1):
                (row,) = as_of(prices, month_start(month))
                amount, active = 0, self.users()[month]["active_users"]
                for kind in ("input", "output", "cached"):
                    tokens = (plan[f"{kind}_tokens_per_month"]
                              + plan[f"{kind}_tokens_per_active_user"] * active)
                    million = row[f"{kind.replace('cached', 'cached_input')}_price_per_million"]
                    usage = self.driver("infrastructure_usage")
                    amount += product(tokens, usage, million) / 1_000_000
                lines[month, plan["llm_usage_plan_code"]] = rounded(
                    product(amount, 1 - plan["batch_share"] * row["batch_discount"],
                            self.driver("llm_price"), self.fx(row["currency_code"])))
        return lines

    def llm(self):
        return self.attributed(self.llm_bills())

    def training_run(self, run, estimate):
        """GPU hours and cost of a run; low use is the high cost."""
        gpu = find("ml_compute_instances", run["instance_code"])
        opposite = {"low": "high", "mid": "mid", "high": "low"}[estimate]
        tokens = product(run["tokens_billion"], self.driver("infrastructure_usage"))
        work = product(6, run["parameters_billion"], tokens, run["epochs"], 1_000_000,
                       assumption(f"method_factor_{run['method']}"))
        hours = work / (gpu["peak_tflops_bf16"] * run[f"utilization_{opposite}"] * 3600)
        hourly = gpu[f"{run['purchase_option']}_hourly_price"]
        return hours, rounded(product(
            hours / gpu["gpu_count"], hourly, self.driver("infrastructure_price"),
            self.fx(gpu["currency_code"])))

    def ml_training(self):
        """Each run in full in its month: {(month, milestone, run): EUR}."""
        return {
            (run_month(run), run["milestone_code"] or "operations", run["training_run_code"]):
            self.training_run(run, self.estimate)[1]
            for run in self.rows("ml_training_runs") if run_month(run) <= HORIZON}


def run_month(run):
    return run["run_month"] or months_of(run)[1]


def scale_costs(plan):
    """{(scale, cost component): EUR a month} at the plan date, without model inference."""
    result, day = {}, assumption("fx_plan_date")
    for scale in table("user_scale_thresholds"):
        services = plan.quantities(scale["infrastructure_model_code"], scale["user_count"], False)
        for line, amount in plan.bill(services, day).items():
            component = find("infrastructure_model_components", line.removesuffix(":minimum"))
            key = scale["scale_code"], component["cost_component"]
            result[key] = result.get(key, 0) + amount
    return result


def trajectories(plan):
    """cost_per_user_trajectories: a scale's component and what it costs a user."""
    return {
        (scale, component): {
            "monthly_cost_eur": amount,
            "cost_per_user": ratio(amount, find("user_scale_thresholds", scale)["user_count"])}
        for (scale, component), amount in scale_costs(plan).items()}


def segment_costs(plan):
    """user_segment_costs: a scale's infrastructure over profiles by share x usage."""
    profiles, result = ordered("user_activity_profiles"), {}
    weights = {row["profile_code"]: row["share_of_users"] * row["monthly_usage_units"]
               for row in profiles}
    for scale in table("user_scale_thresholds"):
        code, users = scale["scale_code"], scale["user_count"]
        amount = total(v for (c, _), v in scale_costs(plan).items() if c == code)
        for profile, part in split(amount, weights).items():
            share = find("user_activity_profiles", profile)["share_of_users"]
            result[code, profile] = {
                "monthly_cost_eur": part, "cost_per_user": ratio(part, users * share)}
    return result


def offers(plan):
    """cloud_provider_comparison: what each offer bills for the usage of a scale and category.

    Prices and exchange rates are those of today. Only offers that serve every kind of usage
    asked are ranked.
    """
    asked, result = {}, {}
    for level in table("usage_levels"):
        asked.setdefault((level["scale_code"], level["service_category_code"]), {})[
            level["usage_code"]] = level["quantity"]
    for (scale, category), usage in asked.items():
        users, found = find("user_scale_thresholds", scale)["user_count"], {}
        for offer in table("usage_offers"):
            if offer["usage_code"] in usage:
                found.setdefault(offer["offer_code"], []).append(offer)
        for code, rows in sorted(found.items()):
            units, served = {}, set()
            for row in rows:
                quantity = usage[row["usage_code"]]
                times = Fraction(quantity) / Fraction(row["usage_units"])
                times = -(-times // 1) if row["is_bought_whole"] else times
                units.setdefault(row["service_code"], {})[row["usage_offer_code"]] = Fraction(
                    rounded(times * row["service_units"], 6))
                if row["largest_quantity"] is None or quantity <= row["largest_quantity"]:
                    served.add(row["usage_code"])
            lines = plan.bill(units, AS_OF_DATE)
            cost = total(lines.values())
            minimum = total(v for line, v in lines.items() if line.endswith(":minimum"))
            result[scale, category, code] = {
                "serves_all_usage": served == usage.keys(), "number_of_services": len(units),
                "billed_eur": cost - minimum, "minimum_eur": minimum, "monthly_cost_eur": cost,
                "monthly_cost_per_user": ratio(cost, users), "price_rank": None}
        ranked = sorted((key for key, row in result.items()
                         if key[:2] == (scale, category) and row["serves_all_usage"]),
                        key=lambda key: (result[key]["monthly_cost_eur"], key))
        for rank, key in enumerate(ranked, 1):
            result[key]["price_rank"] = rank
    return result
