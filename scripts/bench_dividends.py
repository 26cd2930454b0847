"""What dividends of many contributors cost, beside plain DuckDB, Polars and PostgreSQL.

Usage: python scripts/bench_dividends.py [CONTRIBUTORS,...]

Makes contributors and a quarter of monthly contributions (the last of the plan) as Parquet files, the same
in every run, and computes their dividends, each in a process of its own:

- models: the project's compiled models, from the files to the restricted marts, run in force alone
- floor: DuckDB in the same settings reads the files, scores in floating point and writes the same columns
- polars: a program that computes the same to the cent, into Parquet files
- postgres: the models on PostgreSQL 15, at 1,000,000 contributors

The results of polars and postgres are compared with those of the models. Needs a warehouse (make build).
"""

import json
import math
import os
import resource
import shutil
import subprocess
import sys
import time
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
import load_files
from bench import BENCH_PYTHON, machine, prepare_environment
from gate import expectations

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "warehouse" / "bench_dividends"
WAREHOUSE = ROOT / "warehouse" / "build" / "vivim.duckdb"
POSTGRES = Path("/usr/lib/postgresql/15/bin/postgres")
ON_POSTGRES = 1_000_000
# As DuckDB has them on a machine of 8 GB; the rest as in profiles.yml.
SETTINGS = {
    "threads": 2, "memory_limit": "6GB", "default_block_size": "16384",
    "storage_compatibility_version": "v1.2.0",
}  # fmt: skip
RESULTS = ["contributor_dividends", "contributor_statements", "int_dividend_statistics"]
FILES = {"raw_contributors": "contributors", "raw_contributions": "contributions"}
SCORES = ["quality", "uniqueness", "depth", "domain", "engagement", "consistency"]
# What each contributor brings into the pool, EUR: some reach the minimum payout and some do not.
POOL = 12


# ---- Contributors --------------------------------------------------------------------------


def draw(number, below):
    """SQL of a whole number below a limit that depends on the contributor and a number alone."""
    return f"(((contributor * 48271 + {number} * 69621) % 2147483647 * 16807) % 2147483647 % {below})"


def day(first, number, share):
    """SQL of a day within 400 days that a share of the contributors has, in percent."""
    return f"case when {draw(number, 100)} < {share} then date '{first}' + cast({draw(number + 1, 400)} as integer) end"


def make(count):
    """Write the files of some contributors."""
    folder = BENCH / str(count)
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(WAREHOUSE), read_only=True) as warehouse:
        last, start, end = warehouse.execute(
            "select last_month, period_start, period_end from intermediate.int_dividend_runs"
            " where dividend_run_code = 'in_force' and is_whole_period order by last_month desc limit 1"
        ).fetchone()
    common = {"contributor_code": "'C' || lpad(cast(contributor as varchar), 8, '0')", "source_code": "'synthetic-contributors'"}
    year = f"{start.year - 1}-{start.month:02}-01"
    method = day(year, 3, 85)
    people = {
        **common, "country_code": "'ES'", "payout_method_from": method, "tax_form_from": day(year, 1, 90),
        "payout_method_code": f"case when ({method}) is not null then 'stripe-connect-eu' end",
        "training_consent_from": f"date '{year}'",
        "training_consent_to": f"case when {draw(5, 20)} = 0 then date '{end}' - 1 end",
    }  # fmt: skip
    given = {**common, "month_index": "cast(month_index as integer)", "acus": f"cast({draw('month_index', 400)} as integer)"} | {
        f"{score}_score": f"cast({draw(f'(month_index + {1000 * number})', 600)} / 1000.0 + 0.4 as decimal(9, 6))"
        for number, score in enumerate(SCORES, 1)
    }  # fmt: skip
    seeds = expectations.read(ROOT).seeds
    months = f", range({last - 2}, {last + 1}) as months(month_index)"
    with duckdb.connect() as connection:
        for seed, own, more in (("raw_contributors", people, ""), ("raw_contributions", given, months)):
            columns = ", ".join(
                f"{own.get(column, f'cast(null as {kind})')} as {column}" for column, kind in seeds[seed].types.items()
            )
            connection.execute(
                f"copy (select {columns} from range({count}) as people(contributor){more})"
                f" to '{folder / FILES[seed]}.parquet' (format parquet)"
            )


# ---- The models ----------------------------------------------------------------------------


def compiled(target, folder):
    """(models between the files and the results in order, the relations beside that they read)."""
    command = ["compile", "--target", target, "--target-path", str(folder), "--vars", "{compare_dividend_policies: false}"]
    subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "run_dbt.py"), *command, "--select", *(f"+{each},resource_type:model" for each in RESULTS)],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    nodes = json.loads((folder / "manifest.json").read_text())["nodes"]
    by_name = {node["name"]: key for key, node in nodes.items()}
    wanted, todo = set(), [by_name[each] for each in RESULTS]
    while todo:
        key = todo.pop()
        if key not in wanted:
            wanted.add(key)
            todo += [each for each in nodes[key]["depends_on"].get("nodes", []) if each in nodes]
    parents = {key: set(nodes[key]["depends_on"].get("nodes", [])) & wanted for key in wanted}
    own, beside = {by_name[seed] for seed in FILES}, set()
    models = []
    for key in TopologicalSorter(parents).static_order():
        if parents[key] & own:
            own.add(key)
            models.append(nodes[key])
            beside |= parents[key]
    beside -= own
    for model in models:
        path = folder / "compiled" / model["package_name"] / model["original_file_path"]
        model["sql"] = path.read_text()
    return models, [nodes[key] for key in sorted(beside)]


def create(execute, model):
    """Make the table or view of a model as dbt does, with its primary key."""
    name = f'{model["schema"]}.{model["name"]}'
    if model["config"]["materialized"] == "view":
        execute(f"create view {name} as {model['sql']}")
    elif keys := [each["columns"] for each in model["constraints"] if each["type"] == "primary_key"]:
        columns = ", ".join(f"{column['name']} {column['data_type'].replace('string', 'text')}" for column in model["columns"].values())
        execute(f"create table {name} ({columns}, primary key ({', '.join(keys[0])}))")
        execute(f"insert into {name} ({', '.join(model['columns'])}) {model['sql']}")
    else:
        execute(f"create table {name} as {model['sql']}")


def database(kind, count):
    """A new warehouse with what the models read beside the files."""
    path = BENCH / str(count) / kind / "vivim.duckdb"
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir(parents=True)
    models, beside = json.loads((BENCH / "models.json").read_text())
    connection = duckdb.connect(str(path), config=SETTINGS)
    connection.execute(f"attach '{WAREHOUSE}' as built (read_only)")
    for schema in sorted({node["schema"] for node in models + beside} | {"restricted_inputs"}):
        connection.execute(f"create schema {schema}")
    for node in beside:
        name = f"{node['schema']}.{node['name']}"
        columns = [row[0] for row in connection.execute(f"describe built.{name}").fetchall()]
        condition = "where dividend_run_code = 'in_force'" if "dividend_run_code" in columns else ""
        connection.execute(f"create table {name} as from built.{name} {condition}")
    policy = policy_of(count)
    connection.execute(
        "update intermediate.int_dividend_pools_monthly set dividend_pool_eur ="
        f" case when period_start = date '{policy['period_start']}' then {policy['pool_cents'] // 300} else 0 end"
    )
    connection.execute("detach built")
    return connection, models


def run_models(count):
    connection, models = database("models", count)
    seeds = expectations.read(ROOT).seeds
    for seed, name in FILES.items():
        rows = load_files.rows(connection, f"{BENCH / str(count) / name}.parquet", seeds[seed].types)
        table = f"restricted_inputs.{seed}"
        timed(f"load {name}", lambda t=table, r=rows: connection.execute(f"create table {t} as {r}"))
    for model in models:
        timed(model["name"], lambda m=model: create(connection.execute, m))
    connection.close()


def timed(name, run):
    """Run a step and say what it took."""
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)
    run()
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"    {name}: {time.monotonic() - start:.1f} s, CPU {cpu:.1f} s, peak {after.ru_maxrss / 2**20:.1f} GiB", file=sys.stderr, flush=True)


def policy_of(count):
    """What the other programs need to know of the policy in force, the quarter and the pool."""
    with duckdb.connect(str(WAREHOUSE), read_only=True) as warehouse:
        names = ["dividend_policy_code", "min_acus", "min_quality", "volume_cap_acus", "min_payout_eur", "scoring_method"]
        values = warehouse.execute(
            f"select period_start, period_end, {', '.join(f'policies.{name}' for name in names)}"
            " from intermediate.int_dividend_runs as runs inner join staging.stg_dividend_policies as policies"
            " on runs.dividend_policy_code = policies.dividend_policy_code"
            " where runs.is_whole_period and runs.dividend_run_code = 'in_force' order by runs.last_month desc limit 1"
        ).fetchone()
        policy = dict(zip(["period_start", "period_end", *names], map(str, values)))
        if policy["scoring_method"] != "acu_weighted":
            sys.exit("The other programs know acu_weighted policies alone.")
        weights = warehouse.execute(
            "select factor, cast(weight * 1000000 as integer) from staging.stg_dividend_factors"
            " where dividend_policy_code = ?", [policy["dividend_policy_code"]],
        ).fetchall()  # fmt: skip
    return {**policy, "weights": dict(weights), "pool_cents": POOL * count // 3 * 300}


# ---- The floor -----------------------------------------------------------------------------


def run_floor(count):
    connection, models = database("floor", count)
    people, given = (f"'{BENCH / str(count) / name}.parquet'" for name in FILES.values())
    policy = policy_of(count)
    start, end, min_payout = policy["period_start"], policy["period_end"], policy["min_payout_eur"]
    min_acus, min_quality, cap = policy["min_acus"], policy["min_quality"], policy["volume_cap_acus"]
    weights, pool = policy["weights"], policy["pool_cents"] / 100
    sums = ", ".join(f"sum(acus * cast({each}_score as double)) / nullif(sum(acus), 0) as {each}_score" for each in SCORES)
    score = " + ".join(f"{weights[each] / 10**6} * {each}_score" for each in SCORES)
    connection.execute(f"""
        create temporary table scored as
        select *, acus * ({score}) as composite_score,
            acus >= {min_acus} and quality_score >= {min_quality} and training_consent_from <= date '{start}'
            and coalesce(training_consent_to >= date '{end}', true) as is_eligible,
            coalesce(greatest(tax_form_from, payout_method_from) <= date '{end}'
                and tax_form_from is not null and payout_method_from is not null, false) as is_payable
        from (select contributor_code, sum(acus) as acus, {sums} from {given} group by contributor_code) as sums
        inner join {people} as people using (contributor_code)
    """)
    total = connection.execute("select sum(composite_score) from scored where is_eligible").fetchone()[0]
    values = {
        "dividend_calculation_code": f"'floor:{start}'", "contributor_code": "contributor_code", "acus": "acus",
        "volume_score": f"least(acus, {cap}) / {cap}", **{f"{each}_score": f"{each}_score" for each in SCORES},
        "composite_score": "composite_score * 1000000", "is_eligible": "is_eligible",
        "contribution_share": f"case when is_eligible then composite_score / {total} end",
        "opening_balance_eur": "0", "earned_eur": "earned_eur",
        "paid_eur": "case when is_paid then earned_eur else 0 end",
        "closing_balance_eur": "case when is_paid then 0 else earned_eur end",
        "payment_status": "case when is_paid then 'paid' when not is_eligible then 'not_eligible'"
        f" when not is_payable then 'missing_tax_form_or_payout_method' else 'below_minimum_payout' end",
        "eligible_periods": "cast(is_eligible as integer)", "payouts": "cast(is_paid as integer)",
        "eligible_acus": "case when is_eligible then acus else 0 end",
    }  # fmt: skip
    connection.execute(f"""
        create temporary view results as
        select *, is_payable and earned_eur >= {min_payout} as is_paid
        from (select *, case when is_eligible then round({pool} * composite_score / {total}, 2) else 0 end as earned_eur from scored)
    """)
    for model in models:
        if model["schema"] == "restricted":
            columns = ", ".join(f"{values.get(column, 'null')} as {column}" for column in model["columns"])
            create(connection.execute, {**model, "sql": f"select {columns} from results"})
    connection.close()


# ---- PostgreSQL ----------------------------------------------------------------------------


def run_postgres(count):
    """The models on the server of pg_virtualenv; prints what they took on it, and writes their result."""
    import psycopg2

    folder = BENCH / str(count)
    models, beside = compiled("postgres", BENCH / "postgres")
    postgres = psycopg2.connect(dbname=os.environ.get("PGDATABASE", "vivim"))
    postgres.autocommit = True
    execute = postgres.cursor().execute
    for schema in sorted({node["schema"] for node in models + beside} | {"restricted_inputs"}):
        execute(f"create schema {schema}")
    given = [(f"restricted_inputs.{seed}", f"'{folder / name}.parquet'") for seed, name in FILES.items()]
    with duckdb.connect(str(folder / "models" / "vivim.duckdb"), read_only=True) as connection:
        for name, source in [*((f"{n['schema']}.{n['name']}",) * 2 for n in beside), *given]:
            columns = connection.execute(f"describe from {source}").fetchall()
            execute(f"create table {name} ({', '.join(f'{column[0]} {column[1]}' for column in columns)})")
            path = folder / "postgres.csv"
            connection.execute(f"copy (from {source}) to '{path}' (header false)")
            with path.open() as file:
                postgres.cursor().copy_expert(f"copy {name} from stdin (format csv)", file)
            path.unlink()
    execute("analyze")
    start, before = time.monotonic(), server_cpu(postgres)
    for model in models:
        began = time.monotonic()
        create(execute, model)
        if model["config"]["materialized"] == "table":
            # As the hook of the large ones does.
            execute(f"analyze {model['schema']}.{model['name']}")
        print(f"    {model['name']}: {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)
    took = {"seconds": time.monotonic() - start, "cpu": server_cpu(postgres) - before}
    with (folder / "postgres.csv").open("w") as file:
        postgres.cursor().copy_expert("copy restricted.contributor_dividends to stdout (format csv, header)", file)
    print(json.dumps(took))


def server_cpu(postgres):
    """CPU seconds of the connection's process and of the workers that have ended."""

    def fields(process):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()

    own = fields(postgres.get_backend_pid())
    server = fields(own[1])
    return sum(map(int, own[11:13] + server[13:15])) / os.sysconf("SC_CLK_TCK")


# ---- The table -----------------------------------------------------------------------------


def measured(*command):
    """(what a command took, what it printed): seconds, CPU seconds and peak memory in GiB of its processes."""
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed")
    took = {"seconds": time.monotonic() - start, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 2**20}
    return took, output


def differences(count, theirs):
    """Contributors whose composite or cents differ between the models and another program."""
    with duckdb.connect(str(BENCH / str(count) / "models" / "vivim.duckdb"), read_only=True) as connection:
        connection.execute("set memory_limit = '6GB'")
        columns = "composite_score, earned_eur, paid_eur, closing_balance_eur"
        return connection.execute(
            f"select count(*) from restricted.contributor_dividends as ours full outer join ({theirs}) as theirs"
            f" on ours.contributor_code = theirs.contributor_code where row({', '.join(f'ours.{c}' for c in columns.split(', '))})"
            f" is distinct from row({', '.join(f'theirs.{c}' for c in columns.split(', '))})"
        ).fetchone()[0]


def main(counts):
    BENCH.mkdir(parents=True, exist_ok=True)
    print(machine(), flush=True)
    (BENCH / "models.json").write_text(json.dumps(compiled("duckdb", BENCH / "duckdb")))
    with_polars, script = prepare_environment(), str(Path(__file__))
    rows = []
    for count in counts:
        measured(sys.executable, script, "make", str(count))
        took = {}
        for kind in ("floor", "models"):
            print(f"{count} contributors: {kind}", file=sys.stderr, flush=True)
            took[kind] = measured(sys.executable, script, kind, str(count))[0]
        cents = "cast({0} / 100.0 as decimal(18, 2)) as {0}_eur"
        if with_polars:
            print(f"{count} contributors: polars", file=sys.stderr, flush=True)
            program = str(ROOT / "scripts" / "bench_dividends_polars.py")
            policy = policy_of(count)
            took["polars"] = measured(BENCH_PYTHON, program, str(BENCH / str(count)), json.dumps(policy))[0]
            theirs = ", ".join(cents.format(each) for each in ("earned", "paid", "closing_balance"))
            different = differences(count, f"select contributor_code, composite_score, {theirs} from '{BENCH / str(count)}/polars.parquet'")
            print(f"{count} contributors: {different} differ between models and polars", flush=True)
        if count == ON_POSTGRES and POSTGRES.exists():
            print(f"{count} contributors: postgres", file=sys.stderr, flush=True)
            output = measured("pg_virtualenv", "-v", "15", sys.executable, script, "postgres", str(count))[1]
            took["postgres"] = json.loads(output.splitlines()[-1])
            different = differences(count, f"from '{BENCH / str(count)}/postgres.csv'")
            print(f"{count} contributors: {different} differ between models and postgres", flush=True)
        rows += [(count, kind, each, took["floor"]) for kind, each in took.items()]
        shutil.rmtree(BENCH / str(count))
    print("\n| contributors | what | seconds | CPU seconds | times the floor (CPU) | peak memory, GiB |")
    print("|---|---|---|---|---|---|")
    for count, kind, took, floor in rows:
        print(
            f"| {count:,} | {kind} | {took['seconds']:.1f} | {took['cpu']:.1f} | {took['cpu'] / floor['cpu']:.1f}"
            f" | {took['peak']:.1f} |" if "peak" in took else
            f"| {count:,} | {kind} | {took['seconds']:.1f} | {took['cpu']:.1f} | {took['cpu'] / floor['cpu']:.1f} | |"
        )  # fmt: skip
    own = [(count, took) for count, kind, took, _ in rows if kind == "models"]
    for (small, before), (large, after) in zip(own, own[1:]):
        growth = math.log(after["cpu"] / before["cpu"]) / math.log(large / small)
        print(f"Growth exponent of the models' CPU seconds from {small:,} to {large:,}: {growth:.2f}")


if __name__ == "__main__":
    commands = {"make": make, "models": run_models, "floor": run_floor, "postgres": run_postgres}
    if sys.argv[1:2] and sys.argv[1] in commands:
        commands[sys.argv[1]](int(sys.argv[2]))
    else:
        main([int(each) for each in (sys.argv[1] if sys.argv[1:] else "100000,1000000,10000000").split(",")])
