# make demo and make test set everything up themselves; they need only Python 3.11 and this file.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help install demo test check bench bench-compare learn bench-times lock clean

help: ## what each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(RUN_STAMP): requirements/run.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --no-deps -r requirements/run.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): $(RUN_STAMP) requirements/dev.lock
	$(PIP) install --require-hashes --no-deps -r requirements/dev.lock
	@touch $@

install: $(RUN_STAMP) ## set up .venv from the hashed lock file, and nothing else

demo: $(RUN_STAMP) ## read examples/, print each record, write demo/site/
	@$(BIN)/python -m standoff.demo

test: $(DEV_STAMP) ## run every test
	$(BIN)/python -m pytest

check: $(DEV_STAMP) ## lint and types
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy

bench: $(DEV_STAMP) ## measure quality and speed; stores bench/results/
	@$(BIN)/python bench/run.py

bench-compare: $(DEV_STAMP) ## moves gained and lost since REV=<revision>, line by line
	@$(BIN)/python bench/compare.py $(REV)

learn: $(DEV_STAMP) ## learn the weights of the moves anew from corpus/
	@$(BIN)/python bench/learn.py

lock: ## write the lock files anew (needs uv)
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/run.in -o requirements/run.lock
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/dev.in -c requirements/run.lock -o requirements/dev.lock

clean: ## remove what the other targets made
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
