# What people and CI do with the portal. `make` alone lists it.
#
# Needs make and Python 3.11 or newer. Node 20 or newer is used where the machine has it;
# otherwise one is installed into .venv.

SHELL := bash
export PYTHONUNBUFFERED := 1
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

HOST ?= 127.0.0.1
PORT ?= 8000

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
WITH_NODE := scripts/node-is-here || export PATH="$(CURDIR)/.venv/bin:$$PATH";
LOCK := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-header --python-version 3.11 pyproject.toml

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
.PHONY: test check bench bench-search
test check dev bench bench-search: WANTED := dev
test: setup  ## run the tests on SQLite, PostgreSQL and in Chromium, as far as they are here
	@$(PYTHON) tests/run.py $(ARGS)

check: setup  ## run every check of format, types, imports, templates, settings and content
	@$(PYTHON) tests/check.py

bench: setup  ## measure how long pages take with up to 100,000 case studies, over HTTP
	@$(PYTHON) tests/benchmarks/run.py $(ARGS)

bench-search: setup  ## measure how well searches are answered, by the judged half kept for that
	@$(PYTHON) tests/benchmarks/search_quality.py $(ARGS)

##@ Parts
.PHONY: setup packages assets lock clean help
setup: packages assets  ## install what serves the portal, and compile its style sheet

WANTED := run
packages:  ## install what is locked: for `run`, or with WANTED=dev for tests and checks too
	@scripts/set-up $(WANTED)

SHEETS := portal.css curate.css
SCRIPTS := portal.js curate.js htmx.js accessible-autocomplete.js
assets: $(SHEETS:%=static/build/%) $(SCRIPTS:%=static/build/%)  ## compile what pages are styled with

lock: packages  ## lock the newest versions that pyproject.toml and package.json admit
	@$(LOCK) --upgrade -o requirements.txt
	@$(LOCK) --upgrade --extra dev -c requirements.txt -o requirements-dev.txt
	@$(LOCK:pyproject.toml=) --upgrade --group uv -o requirements-uv.txt
	@$(LOCK:pyproject.toml=) --upgrade --group node -o requirements-node.txt
	@$(WITH_NODE) npm update --package-lock-only --omit=optional

clean:  ## remove what set-up made; the database in var/ stays
	@rm -rf .venv node_modules static/build staticfiles test-results htmlcov .coverage \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed what set-up made. The database and the secret key are still in var/."

help:  ## list these targets
	@awk 'BEGIN { FS = ":.*##[[:space:]]*" } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z]+:.*##/ { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# ── Styles and scripts ───────────────────────────────────────────────────────────────────

# What reads pages in `make check` is installed for it alone, and stays once it is there.
CHECKS := $(filter check,$(MAKECMDGOALS))
NODE_STAMP := node_modules/$(if $(CHECKS),with-checks,installed).json
ifneq ($(shell cmp -s package-lock.json $(NODE_STAMP) && echo same),same)
.PHONY: node_modules/installed.json
endif

# Nothing is kept in a home, which may not be writable.
node_modules/installed.json: | packages
	@echo "Setting up: styles"
	@$(WITH_NODE) npm ci --omit=optional $(if $(CHECKS),--include=dev,--omit=dev) --loglevel=error \
		--cache=.venv/npm-cache >/dev/null || \
		{ echo "The packages for the styles could not be fetched or installed; the lines above say why." \
		"If this machine was offline, run the same command again once it is online." >&2; exit 1; }
	@rm -rf .venv/npm-cache
	@tee $@ $(NODE_STAMP) <package-lock.json >/dev/null

$(SHEETS:%=static/build/%): static/build/%.css: static/src/%.scss $(shell find static/src -name '*.scss' 2>/dev/null) node_modules/installed.json
	@mkdir -p $(@D)
	@$(WITH_NODE) node node_modules/sass/sass.js --load-path=node_modules --quiet-deps \
		--style=compressed --no-source-map $< $@

# Comments and indentation are for those who write.
BARE := sed -E -e '/^[[:space:]]*\/\*\*/,/\*\//d' -e '/^[[:space:]]*\/\//d' \
	-e 's/^[[:space:]]+//' -e '/^$$/d'

static/build/portal.js static/build/curate.js: static/build/%.js: static/src/%.js
	@mkdir -p $(@D)
	@$(BARE) $< > $@

static/build/htmx.js: node_modules/installed.json
	@mkdir -p $(@D)
	@cp node_modules/htmx.org/dist/htmx.min.js $@

# The comment that names a source map is taken out: the map is not shipped.
static/build/accessible-autocomplete.js: node_modules/installed.json
	@mkdir -p $(@D)
	@sed 's/^\/\/# sourceMappingURL=.*//' \
		node_modules/accessible-autocomplete/dist/accessible-autocomplete.min.js > $@
