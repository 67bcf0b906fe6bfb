# What people and CI do with the portal. `make` alone lists it.
#
# Needs make and Python 3.11 or newer. Node 20 or newer is used where the machine has it;
# otherwise one is installed into .venv.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

HOST ?= 127.0.0.1
PORT ?= 8000

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
PIP := $(PYTHON) -m pip --disable-pip-version-check -qq install --require-hashes
NODE_IS_NEW := node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null
WITH_NODE := $(NODE_IS_NEW) || export PATH="$(CURDIR)/.venv/bin:$$PATH";

##@ To use the portal
.PHONY: run dev admin
run: setup  ## serve the portal as in production, on HOST:PORT (127.0.0.1:8000)
	@DEBUG=0 exec $(MANAGE) serve $(HOST):$(PORT)

dev: setup  ## serve it with Django's reloading server, showing errors in full
	@DEBUG=1 $(MANAGE) prepare --no-static
	@DEBUG=1 exec $(MANAGE) runserver $(HOST):$(PORT)

admin: setup  ## make an account for a curator, asking for what it needs
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) create_curator

##@ To change the portal
.PHONY: test check bench
test: setup  ## run the tests on SQLite, PostgreSQL and in Chromium, as far as they are here
	@$(PYTHON) tests/run.py $(ARGS)

check: setup  ## run every check of format, types, imports, templates, settings and content
	@$(PYTHON) tests/check.py

bench: setup  ## measure how long pages take with up to 100,000 case studies, over HTTP
	@$(PYTHON) tests/benchmarks/run.py $(ARGS)

##@ Parts
.PHONY: setup assets lock clean help
setup: .venv/installed.txt assets  ## make the virtual environment and the style sheet

SCRIPTS := portal.js govuk-frontend.js htmx.js accessible-autocomplete.js
assets: static/build/portal.css $(SCRIPTS:%=static/build/%)  ## compile what pages are styled with

lock:  ## lock the newest versions that pyproject.toml and package.json admit
	@.venv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
		--no-header --python-version 3.11 pyproject.toml -o requirements.txt
	@.venv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
		--no-header --python-version 3.11 --extra dev -c requirements.txt pyproject.toml \
		-o requirements-dev.txt
	@.venv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
		--no-header --python-version 3.11 --group node -o requirements-node.txt
	@$(WITH_NODE) npm update --package-lock-only --omit=optional

clean:  ## remove what set-up made; the database in var/ stays
	@rm -rf .venv node_modules static/build staticfiles test-results htmlcov .coverage \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed what set-up made. The database and the secret key are still in var/."

help:  ## list these targets
	@awk 'BEGIN { FS = ":.*##[[:space:]]*" } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z]+:.*##/ { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

# ── The virtual environment: made again when the locked requirements say something else ──

ifneq ($(shell cmp -s requirements-dev.txt .venv/installed.txt && echo same),same)
.PHONY: .venv/installed.txt
endif

.venv/installed.txt:
	@python=$$(command -v python3.11 || command -v python3 || true); \
	if ! "$${python:-false}" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo "The portal needs Python 3.11 or newer, and this machine has" \
			"$$("$${python:-false}" --version 2>&1 || echo none)." >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python cannot make virtual environments. On Debian: apt install python3-venv" >&2; \
		exit 1; \
	fi; \
	echo "Setting up: Python packages"; \
	test -x $(PYTHON) || "$$python" -m venv .venv
	@$(PIP) -r requirements-dev.txt
	@cp requirements-dev.txt $@

# ── Styles and scripts ───────────────────────────────────────────────────────────────────

ifneq ($(shell cmp -s package-lock.json node_modules/installed.json && echo same),same)
.PHONY: node_modules/installed.json
endif

node_modules/installed.json: | .venv/installed.txt
	@$(NODE_IS_NEW) || test -x .venv/bin/npm || \
		{ echo "Setting up: Node, as this machine has none"; $(PIP) -r requirements-node.txt; }
	@echo "Setting up: styles"
	@$(WITH_NODE) npm ci --omit=optional --silent
	@cp package-lock.json $@

static/build/portal.css: $(shell find static/src -name '*.scss' 2>/dev/null) node_modules/installed.json
	@mkdir -p $(@D)
	@$(WITH_NODE) node node_modules/sass/sass.js --load-path=node_modules --quiet-deps \
		--style=compressed --no-source-map static/src/portal.scss $@

static/build/portal.js: static/src/portal.js
	@mkdir -p $(@D)
	@cp $< $@

# The comment that names a source map is taken out: the map is not shipped.
static/build/govuk-frontend.js: node_modules/installed.json
	@mkdir -p $(@D)
	@sed '/^\/\/# sourceMappingURL=/d' node_modules/govuk-frontend/dist/govuk/all.bundle.js > $@

static/build/htmx.js: node_modules/installed.json
	@mkdir -p $(@D)
	@cp node_modules/htmx.org/dist/htmx.min.js $@

static/build/accessible-autocomplete.js: node_modules/installed.json
	@mkdir -p $(@D)
	@sed 's/^\/\/# sourceMappingURL=.*//' \
		node_modules/accessible-autocomplete/dist/accessible-autocomplete.min.js > $@
