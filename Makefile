# `make` alone lists what there is. Nothing here needs an environment variable.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
ARGS ?=
POSTGRES ?= postgres://postgres@127.0.0.1:5432/newsroom

BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# a file of tests stays together, so that what it has set up is set up once
PYTEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist loadfile
TEMPLATES := find templates lib hospitals articles newsroom -path '*templates/*' -name '*.html'

.DEFAULT_GOAL := help

# Running

.PHONY: run
run: install ## Install, load the demo on the first run, serve http://127.0.0.1:8000/ (PORT=…)
	@$(MANAGE) prepare_run
	@echo
	@echo "Newsroom: http://127.0.0.1:$(PORT)/ (the desk: http://127.0.0.1:$(PORT)/admin/). Ctrl-C stops it."
	@DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) runserver 127.0.0.1:$(PORT)

# Testing

.PHONY: test
test: install ## Install and run the tests (ARGS="tests/articles -k publish" for some of them)
	@$(PYTEST) $(ARGS)

.PHONY: test-postgres
test-postgres: install ## The same tests on PostgreSQL (POSTGRES=postgres://…)
	@DATABASE_URL="$(POSTGRES)" $(PYTEST) $(ARGS)

.PHONY: test-slow
test-slow: install ## The tests that take seconds each, and the walks over every address
	@$(PYTEST) -m slow $(ARGS)

.PHONY: test-api
test-api: install-dev ## schemathesis and a generated client ask the API of the demo
	@$(BIN)/python -m pytest -m api $(ARGS)

.PHONY: counts
counts: install-dev ## How many actions a story costs, counted in a browser, and how long it takes
	@$(BIN)/python -m pytest -q -s -m browser tests/browser/test_action_counts.py

.PHONY: test-browser
test-browser: install-dev ## The tests that drive a browser
	@$(BIN)/python -m pytest -m browser $(ARGS)

.PHONY: mutants
mutants: install-dev ## Change the rules in small ways: does a test notice each? (about 20 minutes)
	@rm -rf mutants
	@env -u DATABASE_URL -u REDIS_URL $(BIN)/mutmut run
	@$(BIN)/python -m tests.mutants

# Checking

.PHONY: check
check: install-dev ## Everything but the tests: each of the six below, all failures reported
	@$(MAKE) --no-print-directory --keep-going lint format-check templates types migrations layers

.PHONY: lint
lint: install-dev ## Mistakes and untidy imports
	@$(BIN)/ruff check

.PHONY: format-check
format-check: install-dev ## Is the Python formatted?
	@$(BIN)/ruff format --check

.PHONY: templates
templates: install-dev ## Are the templates formatted?
	@$(TEMPLATES) | xargs -r $(BIN)/djade --check --target-version 5.2

.PHONY: types
types: install-dev ## Types of the pure code
	@$(BIN)/mypy

.PHONY: migrations
migrations: install ## Does a model lack its migration?
	@$(MANAGE) makemigrations --check --dry-run

.PHONY: layers
layers: install-dev ## Does a lower layer lean on a higher one, or any module on itself?
	@PYTHONPATH=. $(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/python -m pytest -q tests/rules/test_layers.py
	@$(BIN)/python -m tests.arrows

.PHONY: format
format: install-dev ## Format Python and templates
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(TEMPLATES) | xargs -r $(BIN)/djade --target-version 5.2

# Installing: only when the list of packages changed, so that a second run needs no network

.PHONY: install
install: $(BIN)/python ## Make the virtual environment and install what it needs
	@cmp -s requirements.txt $(VENV)/requirements.installed || { \
	  echo "Installing the packages of requirements.txt (the first time takes about a minute)…" \
	  && $(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.txt \
	  && cp requirements.txt $(VENV)/requirements.installed; }

.PHONY: install-dev
install-dev: install ## The same, with linters and type checker
	@cat requirements.txt requirements-dev.txt | cmp -s - $(VENV)/requirements-dev.installed || { \
	  echo "Installing the packages of requirements-dev.txt…" \
	  && $(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-dev.txt \
	  && cat requirements.txt requirements-dev.txt > $(VENV)/requirements-dev.installed; }

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Newsroom needs Python 3.11 or newer, and $(PYTHON) is not ($$($(PYTHON) --version 2>&1))."; \
	  echo "Name another one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
