# Needs git, make and Python 3.11 or newer; everything else goes into .venv, once. `make help` lists what there is.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALL := $(PYTHON) -m pip install -qq --no-input --disable-pip-version-check --require-hashes --only-binary :all:
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links pyproject.toml
# Processes that share the tests: twice the cores, since each waits for its database half of the time.
WORKERS ?= $(shell expr 2 \* $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2))

.PHONY: help run test bench check format messages compile lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp compile ## start the bot; without a BOT_TOKEN in .env, in the playground
	@$(PYTHON) -m bot run $(ARGS)

test: $(VENV)/dev.stamp compile ## run the tests; some of them: make test ARGS="tests/rules -k ring"
	@$(PYTHON) -m pytest -q -n $(WORKERS) --dist loadscope $(ARGS)

bench: $(VENV)/dev.stamp ## how fast people are chosen among a million; some minutes, 2 GB in a temporary file
	@$(PYTHON) -m benchmarks.matching $(ARGS)

check: $(VENV)/dev.stamp ## lint, format, types, import arrows, translations
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --check .
	@$(PYTHON) -m tools.catalogues check
	@$(VENV)/bin/lint-imports --no-logo
	@$(PYTHON) -m mypy

format: $(VENV)/dev.stamp ## put imports and layout in order
	@$(VENV)/bin/ruff check --quiet --fix-only .
	@$(VENV)/bin/ruff format .

messages: $(VENV)/run.stamp ## bring the catalogues up to date with the code; a new language: make messages ARGS=es
	@$(PYTHON) -m tools.catalogues extract $(ARGS)

compile: $(VENV)/run.stamp
	@$(PYTHON) -m tools.catalogues compile

lock: $(VENV)/dev.stamp ## pin the newest allowed versions of everything, with hashes
	@$(COMPILE) --upgrade --output-file requirements.lock
	@$(COMPILE) --upgrade --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## remove what can be made again; data (var/) and settings (.env) stay
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +
	@rm -f locales/*/LC_MESSAGES/*.mo

# A stamp is as old as the last installation of its lock file, so nothing is installed twice and nothing needs a network
# after the first time. The dev lock holds all that the run lock holds.
$(VENV)/dev.stamp: requirements-dev.lock $(PYTHON)
	@echo "Installing the tools and libraries (once; a minute or two) …"
	@$(INSTALL) -r requirements-dev.lock
	@touch $(VENV)/run.stamp $@

$(VENV)/run.stamp: requirements.lock $(PYTHON)
	@echo "Installing the libraries (once; a minute) …"
	@$(INSTALL) -r requirements.lock
	@touch $@

$(PYTHON):
	@tools/venv.sh $(VENV)
