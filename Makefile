# The project's commands. What they make lies in .venv and .demo, and nowhere else.

PORT ?= 8000
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable
CONSTRAINTS := constraints/ulmo.txt constraints/verawood.txt

# An interpreter that runs, is of a version that Open edX runs on, and can make virtual environments.
USABLE := import sys, ensurepip, venv, sqlite3; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))
ifndef PYTHON
PYTHON := $(shell for each in python3.12 python3.11 python3; do \
	"$$each" -c '$(USABLE)' >/dev/null 2>&1 && { echo "$$each"; break; }; done)
endif

.PHONY: help demo demo-reset test bench messages screenshots
.DELETE_ON_ERROR:

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

demo: $(INSTALLED) ## Serve the demo campus on 127.0.0.1 (PORT=8000); data is kept from run to run
	@PORT=$(PORT) exec $(BIN)/python demo/manage.py campus

demo-reset: $(INSTALLED) ## Serve a new demo campus; what was in the old one is deleted
	@PORT=$(PORT) exec $(BIN)/python demo/manage.py campus --reset

test: $(TESTABLE) ## Run every test that this machine can run, and say what was left out
	@$(BIN)/python -m tests $(STEPS)

bench: $(TESTABLE) ## Measure speed, as ratios against hand-written SQL
	@$(BIN)/python -m benchmarks $(BENCH)

screenshots: $(TESTABLE) ## Take the pictures of docs/img from a new demo campus; wants Chromium
	@$(BIN)/python -m tests.browser.screenshots

messages: $(TESTABLE) ## Bring the catalogues of all languages up to date with the sources
	@$(BIN)/python -m tests.catalogues

# Made again when what is to be installed has changed. The constraints are those of the platform's release that runs on
# the Python at hand.
$(INSTALLED): setup.py $(CONSTRAINTS)
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
