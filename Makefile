# On a machine that has only Python >= 3.11 (with venv) and make, `make demo` and `make test` install what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

AXE_CORE := 4.14.1

# Modules are compiled once, not by each of the hundreds of processes that tests start; some containers turn that off.
unexport PYTHONDONTWRITEBYTECODE

# A process for each core; neighbouring tests stay together, so that what they share is made once.
SIDE_BY_SIDE := -n auto --dist worksteal

.PHONY: demo test test-browser test-long check bench score templates samples golden problem-table clean

# The main job on the shipped samples: forms in, board of units, every kind of paper.
demo: $(STAMP)
	$(BIN)/drafter demo ban-dung-thu

test: check
	$(BIN)/pytest $(SIDE_BY_SIDE)

# What takes long, of which `make test` tries some: 2,000 random documents are refreshed, 200 go through LibreOffice as
# .docx, .odt and .doc, an unattended run is killed at every single point, the wheel runs the whole demo, every sample
# paper is adopted.
test-long: $(STAMP)
	$(BIN)/pytest -m long $(SIDE_BY_SIDE) -rP

# The page in Debian's Chromium, by mouse, by keyboard and without JavaScript, with axe-core's opinion of every page.
test-browser: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]' \
		|| echo "PLAYWRIGHT IS NOT INSTALLED: the page is not tested in a browser"
	npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix .browser axe-core@$(AXE_CORE) \
		|| echo "AXE-CORE IS NOT INSTALLED: what it looks for is not tested"
	$(BIN)/pytest -m browser -n 2 --dist loadfile -rs tests/web/chromium

check: $(STAMP)
	$(BIN)/ruff check drafter tests
	$(BIN)/ruff format --check drafter tests
	$(BIN)/mypy
	$(BIN)/lint-imports

# Measures the template engine and its peers (those from npm where node is there), a province, the page under load, and
# rewrites «Measured» in README.md.
bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python -m tests.bench.run
	$(BIN)/python -m tests.bench.province --write
	$(BIN)/python -m tests.bench.checked --write
	$(BIN)/python -m tests.bench.web --write

# How well figures are read out of prose: over passages used while building and over those held out. Then how fast: pages
# of past reports a minute on one core, reading included.
score: $(STAMP)
	$(BIN)/python -m tests.prose.score
	$(BIN)/python -m tests.reports.speed

# The shipped Word and Excel templates, from their outlines.
templates: $(STAMP)
	$(BIN)/python -m tests.makers.word_template
	$(BIN)/python -m tests.makers.annexes

# The sample offices, from their makers.
samples: $(STAMP)
	$(BIN)/python -m tests.makers.samples

# Writes the golden pages anew: read the difference before you keep it.
golden: $(STAMP)
	DRAFTER_WRITE_GOLDEN=1 $(BIN)/pytest -q tests/golden tests/samples tests/format_rules

# The table of problem codes in README.md, from the kinds that the modules declare.
problem-table: $(STAMP)
	$(BIN)/python -m tests.makers.problem_table --write

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) .bench .browser ban-dung-thu .mypy_cache .ruff_cache .pytest_cache
