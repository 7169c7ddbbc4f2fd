# make report: install into .venv, compare the sample articles, write reports/
# make test:   install into .venv with what the tests need, run every check and test
# make notebooks: the same environment as the tests', runs the notebooks and keeps their outputs
# All are safe to run again; what is already done is not done again.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
AXE := axe-core@4.10.3

.PHONY: report test notebooks
.DELETE_ON_ERROR:

report: .venv/installed
	@mkdir -p reports
	$(BIN)/framing demo -o reports/demo.html -o reports/demo.md -o reports/demo.json -o reports/demo.csv
	@echo "Open reports/demo.html in a browser."

test: .venv/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q

notebooks: .venv/installed-for-tests
	$(BIN)/python notebooks/execute.py

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e .
	@touch $@

.venv/installed-for-tests: .venv/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e '.[test]'
	@mkdir -p .venv/axe
	@npm pack --silent --pack-destination .venv $(AXE) >/dev/null && \
	  tar -xzf .venv/axe-core-*.tgz -C .venv/axe --strip-components=1 package/axe.min.js || \
	  echo "npm gives no $(AXE): the test of accessibility will be skipped"
	@touch $@ .venv/installed
