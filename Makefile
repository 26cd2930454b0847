# Two commands: `make build` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BASE ?= HEAD
MODEL ?=
RUNS ?= 5
WHOLE ?=
POSTGRES_15 := $(wildcard /usr/lib/postgresql/15/bin/postgres)

export BASE MODEL RUNS
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

.PHONY: help build test check-seeds accept-seeds mutate edit lint docs erd pages impact bench clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

.venv/installed: requirements.lock
	python3 -m venv --clear .venv
	.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

# dbt builds in warehouse/build; only a good build takes the place of warehouse/vivim.duckdb.
build: .venv/installed ## Build the warehouse and print the headline figures
	@python scripts/check_seeds.py
	@python scripts/warehouse.py new
	@python scripts/run_dbt.py build
	@python scripts/warehouse.py publish
	@python scripts/headline_figures.py warehouse/vivim.duckdb

test: .venv/installed ## Everything that must hold: lint, both engines, data, unit and Python tests
	python scripts/check_seeds.py --accepted
	sqlfluff lint --disable-progress-bar --processes 2
	python scripts/warehouse.py new
	python scripts/run_dbt.py build
ifneq ($(POSTGRES_15),)
# A server of its own on a loopback port, which ends with the command.
	pg_virtualenv -v 15 sh -c 'python scripts/run_dbt.py build --target postgres --target-path target/postgres \
	    && VIVIM_POSTGRES_BUILT=true pytest'
else
	@echo "PostgreSQL 15 is not installed: the second engine is left out."
	pytest
endif

check-seeds: .venv/installed ## Check the seeds: a line for each defect, with file, row, column and value
	@python scripts/check_seeds.py

accept-seeds: .venv/installed ## Accept changed seeds: write rows and sums into seeds/control_totals.csv
	@python scripts/check_seeds.py --accept

mutate: .venv/installed ## Does the check of the seeds see each harmful change? make mutate [WHOLE=true]
	@python scripts/mutate_seeds.py $(if $(WHOLE),--whole)

edit: .venv/installed ## Check an edit in seconds, on the warehouse of make build: make edit [MODEL=int_x]
	@python scripts/check_seeds.py --quiet
	@python scripts/edit.py "$$MODEL"

lint: .venv/installed ## Check the SQL style
	sqlfluff lint --processes 2

docs: .venv/installed ## Write the documentation site to target/static_index.html
	@python scripts/run_dbt.py docs generate --static
	@echo "Written: target/static_index.html"

erd: .venv/installed ## Write the entity-relationship diagrams into docs/erd
	dbt --quiet parse
	python scripts/write_erd.py

pages: .venv/installed ## Write the tables of README and docs from the warehouse of make build
	@python scripts/page_tables.py --write

impact: .venv/installed ## What a change moves, in money: make impact BASE=main
	@python scripts/check_seeds.py --quiet >&2
	@python scripts/impact.py "$$BASE"

bench: .venv/installed ## Time of a build, its floor and SQLMesh's, medians: make bench RUNS=5
	@python scripts/bench.py "$$RUNS"

clean: ## Remove everything that was built
	rm -rf -- .venv .venv-bench target logs .pytest_cache warehouse/bench warehouse/impact warehouse/state
	rm -f -- warehouse/vivim.duckdb warehouse/vivim.duckdb.wal \
	    warehouse/build/vivim.duckdb warehouse/build/vivim.duckdb.wal
