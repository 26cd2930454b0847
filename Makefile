# Two commands: `make build` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BASE ?= HEAD
MODEL ?=
RUNS ?= 5
POSTGRES_15 := $(wildcard /usr/lib/postgresql/15/bin/postgres)

export BASE MODEL RUNS
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

.PHONY: help build releases rollback test edit lint docs erd pages impact bench clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

.venv/installed: requirements.lock
	python3 -m venv --clear .venv
	.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

# Only a good build is published: until then warehouse/published leads to the one before.
build: .venv/installed ## Build the warehouse, publish it and print the headline figures
	@python scripts/warehouse.py build
	@python scripts/headline_figures.py warehouse/published/vivim.duckdb

releases: .venv/installed ## List the published release and those to go back to
	@python scripts/warehouse.py releases

rollback: .venv/installed ## Publish what was published before
	@python scripts/warehouse.py rollback

test: .venv/installed ## Everything that must hold: lint, both engines, data, unit and Python tests
	sqlfluff lint --disable-progress-bar --processes 2
	python scripts/warehouse.py rebuild
ifneq ($(POSTGRES_15),)
# A server of its own on a loopback port, which ends with the command.
	pg_virtualenv -v 15 sh -c 'python scripts/run_dbt.py build --target postgres --target-path target/postgres \
	    && VIVIM_POSTGRES_BUILT=true pytest'
else
	@echo "PostgreSQL 15 is not installed: the second engine is left out."
	pytest
endif

edit: .venv/installed ## Check an edit in seconds, on the warehouse of make build: make edit [MODEL=int_x]
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
	@python scripts/impact.py "$$BASE"

bench: .venv/installed ## Time of a build, its floor and SQLMesh's, medians: make bench RUNS=5
	@python scripts/bench.py "$$RUNS"

clean: ## Remove everything that was built
	rm -rf -- .venv .venv-bench target logs .pytest_cache warehouse/bench warehouse/impact \
	    warehouse/builds warehouse/published warehouse/lock
	rm -f -- warehouse/build/vivim.duckdb warehouse/build/vivim.duckdb.wal
