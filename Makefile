# `make` prints what it can do. Needs: python3 (>= 3.11), make; npm for the front end; apt-get for the tests' browser.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
UV := $(shell command -v uv || echo .tools/bin/uv)
STAMPS := var/.made
GAZETTEER := $(shell find src/diwan/process/places src/diwan/process/data src/diwan/process/compile_gazetteer.py -name '*.py' -o -name '*.csv')
PY := .venv/bin/python

help: ## print this
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: ## install and build everything; then .venv/bin/diwan works
	@$(MAKE) --no-print-directory --silent --jobs 2 $(STAMPS)/gazetteer $(STAMPS)/front $(STAMPS)/messages

run: setup ## start the centre with its sample at http://localhost:8000
	@exec .venv/bin/diwan up --sample

verify: setup $(STAMPS)/strangers ## have programs of strangers verify the logs of a throwaway centre, then tamper with them
	@$(PY) tests/strangers/verify.py $(ARGS)

test: setup $(STAMPS)/browser $(STAMPS)/strangers ## install what is needed and run every test on the default PostgreSQL
	@.venv/bin/pytest -n 2 --dist loadfile -m "not long" $(ARGS)

test-all: setup $(STAMPS)/browser $(STAMPS)/strangers ## every test on PostgreSQL 18 and 16, long runs included
	@.venv/bin/pytest -n 2 --dist loadfile $(ARGS)
	@DIWAN_TEST_POSTGRES=16 .venv/bin/pytest -n 2 --dist loadfile $(ARGS)

noninterference: setup ## prove that what a member may not read changes no byte of what it can fetch: HISTORIES=40 SEED=… SHARE=1
	@HISTORIES=$(or $(HISTORIES),40) SHARE=$(or $(SHARE),1) SEED=$(or $(SEED),20151003) .venv/bin/pytest -q -m "not long" tests/noninterference

mutants: setup ## take each policy, each check and each key in Python out in turn and name what nobody notices: ONLY='brief|task'
	@ONLY='$(ONLY)' TESTS='$(TESTS)' .venv/bin/pytest -q tests/policy/test_mutants.py tests/policy/test_python_mutants.py

check: setup ## lint, types, import law
	@.venv/bin/ruff check src tests bench hatch_build.py
	@.venv/bin/ruff format --check src tests bench hatch_build.py
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@cd frontend && npm run --silent check

score: setup ## score the machine's reading against a labelled set: make score GOLD=../shared/gold SCORE=../shared/score.py
	@bench/score.sh $(or $(GOLD),../shared/gold) $(or $(SCORE),../shared/score.py)

bench: setup ## print the speed figures of docs/reference/figures.md
	@$(PY) bench/brief.py

clean: ## remove what was built; keeps ./var/centre, where the centre's data live
	@rm -rf .venv .tools $(STAMPS) var/strangers frontend/node_modules src/diwan/entry/web/static/dist src/diwan/process/data/*.bin

.tools/bin/uv: # pip alone takes half the time of an environment of its own
	@python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target .tools uv 2>/dev/null || { \
	  python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv; }

$(STAMPS)/python: pyproject.toml uv.lock $(filter .tools/%,$(UV))
	@mkdir -p $(STAMPS)
	@echo "Installing Python packages …"
	@$(UV) sync --locked --quiet
	@touch $@

$(STAMPS)/front: $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null)
	@mkdir -p $(STAMPS)
	@echo "Building the front end …"
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

$(STAMPS)/gazetteer: $(STAMPS)/python $(GAZETTEER)
	@echo "Compiling the gazetteer …"
	@$(PY) -m diwan.process.compile_gazetteer
	@# Python compiles what reading needs, now and not with the first report; also where it is told to write no bytecode.
	@env -u PYTHONDONTWRITEBYTECODE $(PY) -c 'import diwan.entry.cli, diwan.share.brief; from diwan.process.warm import warm; warm()'
	@touch $@

$(STAMPS)/messages: $(STAMPS)/python $(shell find src/diwan -name '*.po')
	@$(PY) -m diwan.entry.web.compile_messages
	@touch $@

$(STAMPS)/strangers: $(STAMPS)/python $(shell find tests/strangers -name '*.go' -o -name build.sh)
	@echo "Building the Go verifier …"
	@tests/strangers/build.sh var/strangers/verify
	@touch $@

$(STAMPS)/browser:
	@mkdir -p $(STAMPS)
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq chromium >/dev/null; }
	@touch $@

.PHONY: help setup run verify test test-all noninterference mutants check score bench clean
