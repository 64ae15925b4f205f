# One line each. Everything a machine with Python 3.11 and make needs is set up by the first call; a second call does no set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(VENV)/uv/bin/uv
OUT ?= out/demo
ASSETS := src/wiel_web/frame/static/nlds/SHA256SUMS
LOCK = $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
COMPILE = $(LOCK) pyproject.toml
# Compiled byte code and compiled kernels are kept inside the environment, so that the second start is quick.
export UV_COMPILE_BYTECODE := 1
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo serve test check format lint bench docs lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | sort

demo: $(VENV)/core  ## raw exports of ten sample municipalities -> complete dossier in out/demo
	@$(BIN)/wiel demo -o $(OUT)

serve: $(VENV)/web  ## the web application with the sample region, on http://127.0.0.1:8000
	@$(BIN)/wiel serve --demo

test: $(VENV)/dev  ## every gate: lint, types, import contract, tests, coverage, wheel
	@$(BIN)/python -m tests.gates

check: $(VENV)/dev  ## the quick gates only: lint, types, import contract
	@$(BIN)/python -m tests.gates --quick

format: $(VENV)/dev  ## rewrite the source in the house layout
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: $(VENV)/dev  ## speed and quality against named peers, one table
	@$(BIN)/python -m bench

docs: $(VENV)/dev  ## regenerate the pages that are made from the code
	@$(BIN)/python -m wiel.cli documentation -o docs

lock: $(UV)  ## resolve the dependencies anew
	@$(COMPILE) --group build -o requirements.lock
	@$(COMPILE) --group build --extra web -c requirements.lock -o requirements-web.lock
	@$(COMPILE) --group build --extra web --group dev -c requirements-web.lock -o requirements-dev.lock
	@$(LOCK) --group node -o frontend/requirements-node.lock

clean:  ## remove what was set up and made
	@rm -rf $(VENV) $(dir $(ASSETS)) out build dist .coverage .pytest_cache .mypy_cache .ruff_cache

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV)

$(UV): | $(BIN)/python
	@$(PYTHON) -m venv $(VENV)/uv && $(VENV)/uv/bin/pip install --quiet --disable-pip-version-check uv 2>/dev/null

$(VENV)/core: requirements.lock pyproject.toml | $(UV)
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(ASSETS): frontend/assets.py frontend/package-lock.json | $(BIN)/python
	@$(BIN)/python frontend/assets.py

$(VENV)/web: requirements-web.lock $(VENV)/core $(ASSETS) | $(UV)
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-web.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/web | $(UV)
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@
