# Two verbs are all a newcomer needs: `make demo` and `make check`. Each sets up what it needs in .venv first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo check lint types imports test coverage evaluate benchmark docs lock clean

demo: $(VENV)/run.stamp  ## code the example articles and print the event table
	$(BIN)/harmattan code examples/sahel-2023/documents examples/sudan-2024/documents --out out/examples --table
	@echo "The files lie in out/examples: documents.jsonl reports.jsonl events.jsonl statistics.jsonl events.csv"

check: lint types imports test  ## everything that CI runs

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

imports: $(VENV)/dev.stamp
	$(BIN)/lint-imports

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest

coverage: $(VENV)/dev.stamp  ## the tests with the share of lines and branches that they reach
	$(BIN)/python -m pytest --cov=harmattan --cov-report=term

evaluate: $(VENV)/dev.stamp  ## the accuracy table of docs/accuracy.md (needs ../shared/data)
	$(BIN)/python -m evaluation

benchmark: $(VENV)/dev.stamp  ## speed and memory (needs ../shared/data)
	$(BIN)/python -m evaluation.benchmark

docs: $(VENV)/dev.stamp  ## print anew what README and docs show of the program
	$(BIN)/python -m tests.refresh_docs

lock: $(VENV)/dev.stamp  ## pin all versions anew after a change of pyproject.toml
	$(PIP) install uv==0.13.8
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements/build.in -o requirements/build.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --extra dev -o requirements/dev.txt

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --require-hashes -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
