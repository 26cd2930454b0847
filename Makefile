# Two commands: `make build` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
WAREHOUSE := warehouse/vivim.duckdb
# A build writes here and is moved over WAREHOUSE when all of it is good. The file name stays
# the same, because views name the database that they live in.
BUILDING := warehouse/building/vivim.duckdb
SCRATCH := warehouse/scratch/vivim.duckdb
POSTGRES_15 := $(wildcard /usr/lib/postgresql/15/bin/postgres)

export PATH := $(BIN):$(PATH)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

.PHONY: help build test lint docs clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/installed: requirements.lock
	python3 -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

build: $(VENV)/installed ## Build the warehouse and print the headline figures
	@echo "Building seeds, models and data tests (about a minute) ..."
	@rm -rf $(dir $(BUILDING)) && mkdir -p $(dir $(BUILDING))
	@VIVIM_WAREHOUSE=$(BUILDING) dbt --quiet build
	@mv $(BUILDING) $(WAREHOUSE) && rmdir $(dir $(BUILDING))
	@python scripts/headline_figures.py $(WAREHOUSE)

test: $(VENV)/installed ## Everything that must hold: lint, both engines, data, unit and Python tests
	sqlfluff lint --disable-progress-bar
	rm -rf $(dir $(SCRATCH)) && mkdir -p $(dir $(SCRATCH))
	VIVIM_WAREHOUSE=$(SCRATCH) dbt build --no-partial-parse
ifneq ($(POSTGRES_15),)
# A server of its own on a loopback port, which ends with the command.
	pg_virtualenv -v 15 sh -c 'dbt build --target postgres --target-path target/postgres \
	    && VIVIM_WAREHOUSE=$(SCRATCH) VIVIM_POSTGRES_BUILT=true pytest'
else
	@echo "PostgreSQL 15 is not installed: the second engine is left out."
	VIVIM_WAREHOUSE=$(SCRATCH) pytest
endif

lint: $(VENV)/installed ## Check the SQL style
	sqlfluff lint

docs: $(VENV)/installed ## Write the documentation site to target/static_index.html
	dbt docs generate --static

clean: ## Remove everything that was built
	rm -rf $(VENV) warehouse target logs .pytest_cache
