# The project's commands. They write to .venv and .demo only.

PORT ?= 8000
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable
CONSTRAINTS := constraints/ulmo.txt constraints/verawood.txt

# A working interpreter of a supported version, with the modules for virtual environments and SQLite.
USABLE := import sys, ensurepip, venv, sqlite3; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))
ifndef PYTHON
PYTHON := $(shell for each in python3.12 python3.11 python3; do \
	"$$each" -c '$(USABLE)' >/dev/null 2>&1 && { echo "$$each"; break; }; done)
endif

.PHONY: help demo demo-reset test check endurance mutants states contract bench messages screenshots
.DELETE_ON_ERROR:

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

demo: $(INSTALLED) ## Serve the demo campus on 127.0.0.1 (PORT=8000); keeps its data between runs
	@PORT=$(PORT) exec $(BIN)/python demo/manage.py campus

demo-reset: $(INSTALLED) ## Serve a new demo campus; deletes the data of the old one
	@PORT=$(PORT) exec $(BIN)/python demo/manage.py campus --reset

test: $(TESTABLE) ## Run every test that this machine can run, and list the skipped ones
	@$(BIN)/nox --reuse-existing-virtualenvs $(if $(STEPS),--sessions $(STEPS))

check: $(TESTABLE) ## Run the fast checks, and the tests of what changed; under a minute
	@$(BIN)/python -m tests.changed

endurance: $(TESTABLE) ## Kill, starve and load a site with real services, on two databases; takes an hour
	@ENDURANCE=full $(BIN)/nox --reuse-existing-virtualenvs --sessions endurance

mutants: $(TESTABLE) ## Measure how many small faults the tests catch, in MODULES; takes long
	@$(BIN)/python -m tests.mutants $(MODULES)

states: $(TESTABLE) ## Try more random actions of people against the model (EXAMPLES=300 STEPS=50)
	@STATES_EXAMPLES=$(or $(EXAMPLES),300) STATES_STEPS=$(or $(STEPS),50) $(BIN)/python -m pytest tests/proserva_messaging/test_state_machine.py

contract: $(TESTABLE) ## Try the REST API with more requests (EXAMPLES=50), on SQLite or TEST_DATABASE=mysql|postgres
	@EXAMPLES=$(or $(EXAMPLES),50) $(BIN)/python -m pytest -m contract -n 2 tests/contract

bench: $(TESTABLE) ## Measure performance, as ratios against hand-written SQL
	@$(BIN)/python -m benchmarks $(BENCH)

screenshots: $(TESTABLE) ## Retake the screenshots in docs/img from a new demo campus; needs Chromium
	@$(BIN)/python -m tests.browser.screenshots

messages: $(TESTABLE) ## Update the translation catalogues from the sources
	@$(BIN)/python -m tests.catalogues

# Reinstall when the requirements change. The constraints are those of the Open edX release for this Python version.
$(INSTALLED): pyproject.toml setup.py $(CONSTRAINTS)
	@if ! "$(PYTHON)" -c '$(USABLE)' >/dev/null 2>&1; then \
		echo 'Python 3.11 or 3.12 with its "venv" module is needed and was not found.'; \
		echo 'Debian and Ubuntu: apt-get install python3 python3-venv. Another interpreter: make demo PYTHON=/path/to/python3.12'; \
		exit 1; fi >&2
	@echo "Installing into $(VENV); the first time takes a minute or two."
	@"$(PYTHON)" -m venv $(VENV)
	@release=$$($(BIN)/python -c 'import sys; print("verawood" if sys.version_info >= (3, 12) else "ulmo")'); \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --constraint constraints/$$release.txt
	@touch $@

$(TESTABLE): $(INSTALLED) tests/requirements.txt
	@release=$$($(BIN)/python -c 'import sys; print("verawood" if sys.version_info >= (3, 12) else "ulmo")'); \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt \
		--constraint constraints/$$release.txt
	@touch $@
