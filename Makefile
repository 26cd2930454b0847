# Two commands: `make build` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Only the parts of `make test` run side by side, whatever make is told.
ifndef SIDE_BY_SIDE
.NOTPARALLEL:
endif

# Recipes build and delete by names that start at the project's folder.
ifneq ($(strip $(MAKEFILE_LIST)),Makefile)
$(error make works in the folder of the project: make -C FOLDER)
endif
LINKS := $(shell find warehouse warehouse/build warehouse/builds docs/erd -maxdepth 0 -type l 2>/dev/null)
ifneq ($(LINKS),)
$(error $(LINKS) is a link: nothing outside the project is written or deleted)
endif

BASE ?= HEAD
MODEL ?=
CONTRIBUTOR ?= C0001
RUNS ?= 5
CONTRIBUTORS ?= 100000,1000000,10000000
SAMPLE ?= 10
LINT_PROCESSES ?= 2
WHOLE ?=
POSTGRES_15 := $(wildcard /usr/lib/postgresql/15/bin/postgres)

export BASE CONTRIBUTOR CONTRIBUTORS MODEL RUNS SAMPLE
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
# A zip that is unpacked inside another repository has no history of its own.
export GIT_CEILING_DIRECTORIES := $(CURDIR)/..

.PHONY: help build releases rollback test check-seeds accept-seeds accept statement edit lint docs erd pages impact mutate \
    mutate-models audit bench bench-dividends clean published history test-seeds test-data test-python test-postgres

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 17

.venv/installed: requirements.lock
.venv-audit/installed: requirements-audit.lock
.venv/installed .venv-audit/installed:
	@[ ! -L $(@D) ] || { echo "$(@D) is a link: what it leads to is not replaced" >&2; exit 1; }
	@python3 -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	    || { echo "python3 has to be Python 3.11 or later, with venv (Debian: python3-venv)" >&2; exit 1; }
	python3 -m venv --clear $(@D)
	$(@D)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	touch $@

# What a target needs and cannot make is asked for before anything is installed.
published:
	@[ -e warehouse/published/vivim.duckdb ] || { echo "there is no published warehouse: run make build first" >&2; exit 1; }

history:
	@git rev-parse --verify --quiet "$$BASE^{commit}" >/dev/null 2>&1 || { echo "make impact compares with a version" \
	    "in git, and $$BASE is none here: it needs git and a clone with its history." >&2; exit 1; }

# Only a good build is published: until then warehouse/published leads to the one before.
build: .venv/installed ## Build the warehouse, publish it and print the headline figures
	@python scripts/check_seeds.py
	@python scripts/warehouse.py build
	@python scripts/headline_figures.py warehouse/published/vivim.duckdb

releases: published .venv/installed ## List the published release and those to go back to
	@python scripts/warehouse.py releases

rollback: published .venv/installed ## Publish what was published before
	@python scripts/warehouse.py rollback

# The parts run two at a time, and each shows what it said when it ends: lint and dbt keep one core busy each.
test: .venv/installed ## Everything that must hold: lint, both engines, data, unit and Python tests
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target SIDE_BY_SIDE=true LINT_PROCESSES=1 \
	    test-seeds test-data lint test-python test-postgres

test-seeds:
	python scripts/check_seeds.py --accepted

test-data: test-seeds
	python scripts/warehouse.py rebuild

test-python: test-data
	pytest --ignore tests/test_engines.py

test-postgres: test-data
ifneq ($(POSTGRES_15),)
# A server of its own on a loopback port, which ends with the command.
	pg_virtualenv -v 15 sh -c 'python scripts/run_dbt.py build --target postgres --target-path target/postgres \
	    && VIVIM_POSTGRES_BUILT=true pytest tests/test_engines.py'
else
	@echo "PostgreSQL 15 is not installed: the second engine is left out."
endif

check-seeds: .venv/installed ## Check the seeds: a line for each defect, with file, row, column and value
	@python scripts/check_seeds.py

accept-seeds: .venv/installed ## Accept changed seeds: write rows and sums into seeds/control_totals.csv
	@python scripts/check_seeds.py --accept

statement: .venv/installed ## Print a contributor's statement: make statement CONTRIBUTOR=C0001
	@dbt --quiet show --limit -1 --output json --select contributor_statement \
	    | python -c 'import json, sys; print(*(row["line"] for row in json.load(sys.stdin)["show"]), sep="\n")'

mutate: .venv/installed ## Harmful changes of seeds that no check tells of: make mutate [WHOLE=true]
	@python scripts/mutate_seeds.py $(if $(WHOLE),--whole)

accept: published .venv/installed ## Accept what a changed formula did to figures: write tests/fingerprints.csv
	@python scripts/fingerprints.py

edit: published .venv/installed ## Check an edit in seconds, on the warehouse of make build: make edit [MODEL=int_x]
	@python scripts/check_seeds.py --quiet
	@python scripts/edit.py "$$MODEL"

# With a folder and an empty database of its own, so that it can run beside a build.
lint: .venv/installed ## Check the SQL style
	@mkdir -p target/lint
	DBT_TARGET_PATH=target/lint VIVIM_DUCKDB=target/lint/vivim.duckdb sqlfluff lint --disable-progress-bar --processes $(LINT_PROCESSES)

docs: .venv/installed ## Write the documentation site to target/static_index.html
	@python scripts/run_dbt.py docs generate --static
	@echo "Written: target/static_index.html"

erd: .venv/installed ## Write the entity-relationship diagrams into docs/erd
	dbt --quiet parse
	python scripts/write_erd.py

pages: published .venv/installed ## Write the tables of README and docs from the warehouse of make build
	@python scripts/page_tables.py --write

impact: history .venv/installed ## What a change moves, in money: make impact BASE=main
	@python scripts/check_seeds.py --quiet >&2
	@python scripts/impact.py "$$BASE"

mutate-models: published .venv/installed ## Wrong formulas that no check sees: make mutate-models [MODEL=x|changed] [SAMPLE=n|all]
	@python scripts/mutate_models.py $$MODEL --base "$$BASE" --sample "$$SAMPLE"

audit: .venv-audit/installed ## Look for vulnerable packages, secrets in the files, unsafe workflows
	@.venv-audit/bin/python scripts/audit.py

bench: .venv/installed ## Time of a build, its floor and SQLMesh's, medians: make bench RUNS=5
	@python scripts/bench.py "$$RUNS"

bench-dividends: published .venv/installed ## Dividends of many contributors: make bench-dividends CONTRIBUTORS=100000,1000000
	@python scripts/bench_dividends.py "$$CONTRIBUTORS"

clean: ## Remove everything that was built
	rm -rf -- .venv .venv-audit .venv-bench .tmp target logs .pytest_cache warehouse/bench warehouse/bench_dividends \
	    warehouse/impact warehouse/builds warehouse/published warehouse/published.new warehouse/lock
	rm -f -- warehouse/build/vivim.duckdb warehouse/build/vivim.duckdb.wal
