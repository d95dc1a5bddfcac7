# The README's two commands are `make demo` and `make test`. They need Python 3.11 or newer, make and a package
# index; what they make stays in .venv/ and baiyang.kg/. Another Python: make demo PYTHON=python3.12

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test lint docs suites validators bench clean
.DELETE_ON_ERROR:

demo: $(VENV)/.installed ## build the graph of the bundled report and ask it one question
	$(BIN)/baiyang-kg build
	$(BIN)/baiyang-kg run indicators -p theme economy --format table

test: $(VENV)/.installed-all ## all tests, with those that build and install the wheel
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-all ## format, lint, strict types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

suites: $(VENV)/.suites ## the query tests of the W3C, for tests/test_conformance.py

validators: .venv-validators/.installed ## the tool of the SSSOM standard, for tests/test_sssom.py

docs: $(VENV)/.installed-all ## the site, in site/
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --builder html docs site
	@echo 'site/index.html'

bench: $(VENV)/.installed-all ## accuracy against the gold, start-up time
	$(BIN)/python bench/accuracy.py
	$(BIN)/python bench/startup.py

clean: ## back to a fresh clone
	rm -rf $(VENV) .venv-validators baiyang.kg site docs/_generated dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests bench -name __pycache__ -prune -exec rm -rf {} +

# The stamps below make a second call quick: an environment is laid once, an install repeated when
# pyproject.toml changes.

$(VENV)/.installed: $(VENV)/.created pyproject.toml
	@echo 'Installing baiyang-kg and what it needs into $(VENV) …'
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-all: $(VENV)/.created pyproject.toml
	@echo 'Installing baiyang-kg and what its tests need into $(VENV) …'
	@$(PIP) install --editable '.[all]'
	@touch $(VENV)/.installed $@

# The archive is checked against its hash; without it the tests that need it are skipped, and say so.
$(VENV)/.suites: tests/suites.txt $(VENV)/.created
	@echo 'Fetching the query tests of the W3C into $(VENV)/w3c …'
	@rm -rf $(VENV)/w3c
	@$(PIP) download --no-deps --no-binary rdflib --require-hashes --requirement tests/suites.txt --dest $(VENV)/w3c
	@cd $(VENV)/w3c && archive=$$(echo rdflib-*.tar.gz) && tar -xzf $$archive --strip-components 5 \
	  $${archive%.tar.gz}/test/data/suites/w3c/sparql11 $${archive%.tar.gz}/test/data/suites/w3c/dawg-data-r2
	@touch $@

# An environment of its own: the tool brings sixty packages, among them an old plugin of pytest.
.venv-validators/.installed: Makefile
	@echo 'Installing the tool of the SSSOM standard into .venv-validators …'
	@$(PYTHON) -m venv --clear .venv-validators
	@.venv-validators/bin/python -m pip --quiet --disable-pip-version-check install sssom==0.4.21
	@touch $@

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
	  'baiyang-kg needs Python 3.11 or newer, and $(PYTHON) is not one.' \
	  'Install one, or name the one you have: make $(MAKECMDGOALS) PYTHON=/path/to/python3' >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo \
	  'This Python cannot make environments. Install its venv module' \
	  '(Debian and Ubuntu: apt install python3-venv) and try again.' >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@
