# One command per job. The environment is .venv, made at the first of them; nothing else on the machine is changed, but that
# `make test` installs a browser, LibreOffice and fonts (it says so before).

PYTHON ?= python3
VENV := .venv
IN := $(VENV)/bin
FOR_RUN := $(VENV)/.for-run
FOR_TESTS := $(VENV)/.for-tests
PACKAGE := $(VENV)/.package
PIP := $(IN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary :all:

.DEFAULT_GOAL := help
.PHONY: help install run test check bench look faults catalogues lock browser

help: ## say what each command is for
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(FOR_RUN) $(PACKAGE) ## install the app and all it needs, in .venv

run: install ## serve the app with the invented demo family on http://127.0.0.1:8000
	@$(IN)/words-pictures serve --demo

test: $(FOR_TESTS) $(PACKAGE) browser ## run every test, after installing a browser, LibreOffice and fonts for them
	@$(IN)/python -m pytest -n 2 --dist worksteal

check: $(FOR_TESTS) $(PACKAGE) ## look the code over: style, types, imports, templates, translations, vendored files
	$(IN)/ruff check .
	$(IN)/ruff format --check .
	$(IN)/pyright
	$(IN)/lint-imports
	$(IN)/djlint --lint --quiet templates
	$(IN)/python translations/catalogues.py --check
	cd webapp/static && sha256sum --check --quiet --strict vendor/SHA256SUMS

bench: $(FOR_TESTS) $(PACKAGE) browser ## measure how fast and how large it is, on this machine
	@$(IN)/python -m tests.bench

look: $(FOR_TESTS) $(PACKAGE) browser ## keep a picture of every page and every Word page in look/, to be looked at
	@$(IN)/python -m tests.look

faults: $(FOR_TESTS) $(PACKAGE) browser ## the long runs: pulled plugs, many writers at once, planted mistakes
	@$(IN)/python -m pytest -m long tests/faults

catalogues: $(FOR_TESTS) $(PACKAGE) ## collect the texts of the code and the pages for the translators
	$(IN)/python translations/catalogues.py

lock: $(FOR_TESTS) ## look for newer versions of what it is built on, and lock them with their hashes
	$(IN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --quiet -o requirements.lock
	$(IN)/uv pip compile pyproject.toml --group build --group dev --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --quiet -o requirements-dev.lock

browser:
	@.ci/tools-for-tests $(IN)/python

$(IN)/python:
	@.ci/environment $(PYTHON) $(VENV)

$(FOR_RUN): requirements.lock | $(IN)/python
	@echo "Installing what the app is built on, in $(VENV) (some 45 MB to fetch, once) …"
	@$(PIP) -r requirements.lock
	@touch $@

$(FOR_TESTS): requirements-dev.lock | $(IN)/python
	@echo "Installing what the tests need, in $(VENV) (some 200 MB to fetch, once) …"
	@$(PIP) -r requirements-dev.lock
	@touch $@ $(FOR_RUN)

# The package's own build tools are in both locks, so that nothing is fetched here and nothing comes without a hash.
$(PACKAGE): pyproject.toml | $(FOR_RUN)
	@$(IN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-index --no-build-isolation --no-deps --editable .
	@touch $@
