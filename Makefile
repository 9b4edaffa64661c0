# On a machine that has only Python >= 3.11 (with venv) and make, `make demo` and `make test` install what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check bench clean

demo: $(STAMP)
	$(BIN)/drafter demo ban-dung-thu

test: check
	$(BIN)/pytest -n auto

check: $(STAMP)
	$(BIN)/ruff check drafter tests
	$(BIN)/ruff format --check drafter tests
	$(BIN)/mypy
	$(BIN)/lint-imports

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) ban-dung-thu .mypy_cache .ruff_cache .pytest_cache

.PHONY: templates samples golden
templates: $(STAMP)
	$(BIN)/python -m tests.makers.word_template
	$(BIN)/python -m tests.makers.annex_template

samples: $(STAMP)
	$(BIN)/python -m tests.makers.samples

golden: $(STAMP)
	DRAFTER_WRITE_GOLDEN=1 $(BIN)/pytest -q tests/golden tests/samples

# Measures the template engine and its peers (those from npm where node is there) and rewrites «Measured» in README.md.
bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python -m tests.bench.run
