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
IMPACT := $(CURDIR)/warehouse/impact
BASE ?= HEAD
TABLES := --resource-type seed --resource-type model
POSTGRES_15 := $(wildcard /usr/lib/postgresql/15/bin/postgres)

export PATH := $(BIN):$(PATH)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

.PHONY: help build test lint docs erd impact clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/installed: requirements.lock
	python3 -m venv --clear $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

build: $(VENV)/installed ## Build the warehouse and print the headline figures
	@echo "Building seeds, models and data tests (about a minute) ..."
	@rm -rf $(dir $(BUILDING)) && mkdir -p $(dir $(BUILDING))
	@VIVIM_WAREHOUSE=$(BUILDING) dbt --quiet build
	@mv $(BUILDING) $(WAREHOUSE) && rmdir $(dir $(BUILDING))
	@python scripts/headline_figures.py $(WAREHOUSE)

test: $(VENV)/installed ## Everything that must hold: lint, both engines, data, unit and Python tests
	sqlfluff lint --disable-progress-bar --processes 2
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
	sqlfluff lint --processes 2

docs: $(VENV)/installed ## Write the documentation site to target/static_index.html
	dbt docs generate --static

erd: $(VENV)/installed ## Write the entity-relationship diagrams into docs/erd
	dbt --quiet parse
	python scripts/write_erd.py

impact: $(VENV)/installed ## What a change moves, in money: make impact BASE=main
	@rm -rf $(IMPACT) && mkdir -p $(IMPACT)/base $(IMPACT)/head
	@git worktree prune && git worktree add --quiet --detach $(IMPACT)/source $(BASE)
	@cd $(IMPACT)/source && VIVIM_WAREHOUSE=$(IMPACT)/base/vivim.duckdb \
	    dbt --quiet build $(TABLES) --target-path $(IMPACT)/state
# The new version starts as a copy of the old: dbt builds only what differs and what follows from it.
# A change of the project file can change anything, so then everything is built.
	@cp $(IMPACT)/base/vivim.duckdb $(IMPACT)/head/vivim.duckdb
	@VIVIM_WAREHOUSE=$(IMPACT)/head/vivim.duckdb dbt --quiet build $(TABLES) \
	    $$(git diff --quiet $(BASE) -- dbt_project.yml && echo --select state:modified+ --state $(IMPACT)/state) \
	    --target-path $(IMPACT)/target
	@git worktree remove --force $(IMPACT)/source
	@python scripts/impact.py $(IMPACT)/base/vivim.duckdb $(IMPACT)/head/vivim.duckdb

clean: ## Remove everything that was built
	rm -rf $(VENV) warehouse target logs .pytest_cache
