"""The dividends of a quarter in Polars, to the cent: what scripts/bench_dividends.py compares the models with.

Usage: python scripts/bench_dividends_polars.py FOLDER POLICY    the policy as JSON

Reads contributors.parquet and contributions.parquet of the folder, and writes polars.parquet and
polars_statements.parquet: scores in millionths, amounts in cents.
"""

import json
import sys
from datetime import date
from pathlib import Path

import polars as pl

SCORES = ["quality", "uniqueness", "depth", "domain", "engagement", "consistency"]


def main(folder, policy):
    start, end = (date.fromisoformat(policy[each]) for each in ("period_start", "period_end"))
    cap, minimum = int(policy["volume_cap_acus"]), round(float(policy["min_payout_eur"]) * 100)
    weights, pool = policy["weights"], policy["pool_cents"]
    millionths = {
        each: (pl.col(f"{each}_score").cast(pl.Float64) * 1_000_000).round().cast(pl.Int64)
        for each in SCORES
    }
    acus = pl.col("acus").cast(pl.Int64)
    sums = (
        pl.scan_parquet(folder / "contributions.parquet")
        .group_by("contributor_code")
        .agg(acus.sum(), *((acus * of).sum().alias(each) for each, of in millionths.items()))
    )
    people = pl.scan_parquet(folder / "contributors.parquet").select(
        "contributor_code", "tax_form_from", "payout_method_from", "training_consent_from", "training_consent_to"
    )
    scored = (
        sums.join(people, on="contributor_code")
        .with_columns(
            pl.when(pl.col("acus") > 0).then((2 * pl.col(each) + pl.col("acus")) // (2 * pl.col("acus")))
            .otherwise(0).alias(each)
            for each in SCORES
        )
        .with_columns(
            volume=(2_000_000 * pl.min_horizontal("acus", cap) + cap) // (2 * cap),
            composite_score=pl.col("acus")
            * ((2 * sum(pl.col(each) * weights[each] for each in SCORES) + 1_000_000) // 2_000_000),
            is_eligible=(pl.col("acus") >= int(policy["min_acus"]))
            & (pl.col("quality") >= round(float(policy["min_quality"]) * 1_000_000))
            & (pl.col("training_consent_from") <= start)
            & (pl.col("training_consent_to") >= end).fill_null(True),
            is_payable=(
                (pl.col("tax_form_from") <= end) & (pl.col("payout_method_from") <= end)
            ).fill_null(False),
        )
        .drop("tax_form_from", "payout_method_from", "training_consent_from", "training_consent_to")
        .collect(engine="streaming")
    )  # fmt: skip
    total = scored.filter("is_eligible")["composite_score"].sum()
    weight = pl.when("is_eligible").then(pl.col("composite_score")).otherwise(0).cast(pl.Int128)
    scored = scored.with_columns(
        part=(weight * pool // total).cast(pl.Int64), remainder=(weight * pool % total).cast(pl.Int64)
    )
    left_over = pool - scored["part"].sum()
    last_cents = (
        scored.select("contributor_code", "remainder").with_row_index()
        .sort(["remainder", "contributor_code"], descending=[True, False])["index"].head(left_over)
    )  # fmt: skip
    extra = pl.Series("extra", [0]).extend_constant(0, len(scored) - 1).scatter(last_cents, 1)
    results = scored.with_columns(earned=pl.col("part") + extra).with_columns(
        contribution_share=pl.when("is_eligible").then((weight * 200_000_000 + total) // (2 * total)).cast(pl.Int64),
        is_paid=pl.col("is_payable") & (pl.col("earned") >= minimum),
    ).with_columns(
        paid=pl.when("is_paid").then("earned").otherwise(0),
        closing_balance=pl.when("is_paid").then(0).otherwise("earned"),
        payment_status=pl.when("is_paid").then(pl.lit("paid"))
        .when(~pl.col("is_eligible")).then(pl.lit("not_eligible"))
        .when(~pl.col("is_payable")).then(pl.lit("missing_tax_form_or_payout_method"))
        .otherwise(pl.lit("below_minimum_payout")),
    ).drop("part", "remainder", "is_payable")  # fmt: skip
    results.drop("is_paid").write_parquet(folder / "polars.parquet")
    results.select(
        "contributor_code", "earned", "paid", "closing_balance",
        eligible_periods=pl.col("is_eligible").cast(pl.Int32), payouts=pl.col("is_paid").cast(pl.Int32),
        eligible_acus=pl.when("is_eligible").then("acus").otherwise(0),
    ).write_parquet(folder / "polars_statements.parquet")  # fmt: skip
    earned = results.filter("is_eligible")["earned"]
    print(earned.mean(), earned.median(), earned.min(), earned.max())


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
