# Developers' tasks. To use Keyholder, ./run.sh is enough.

PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test lint format screens bench soak survive build build-test deb lock fresh clean setup

help:  ## list the tasks
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

run:  ## open the window
	./run.sh

test:  ## check everything
	./run.sh test

setup:
	./run.sh setup test

lint: setup  ## lint, format, types, imports, scripts
	$(PYTHON) -m ruff check . build.spec
	$(PYTHON) -m ruff format --check . build.spec
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo
	shellcheck run.sh .ci/run tests/*.sh packaging/*.sh

format: setup  ## put the code into the one format
	$(PYTHON) -m ruff check --fix . build.spec
	$(PYTHON) -m ruff format . build.spec

screens: setup  ## render every screen into build/screens
	$(PYTHON) -m tests.screens build/screens

bench: setup  ## measure
	$(PYTHON) -m tests.bench
	$(PYTHON) -m tests.bench.exports
	$(PYTHON) -m tests.bench.audit
	$(PYTHON) -m tests.bench.files

LONG_RULES = $(wildcard tests/services/test_*interleaving.py) tests/services/test_replacement_counts.py \
	tests/services/test_statistics.py
soak: setup  ## run the long tests
	tests/on_screen.sh $(PYTHON) -m pytest -m soak --timeout 0
	MORE_EXAMPLES=5 $(PYTHON) -m pytest -q -n 2 --timeout 0 $(LONG_RULES)

survive: setup  ## run what a release must survive, in full
	$(PYTHON) -m pytest -q -n 2 -m survival --timeout 0

build:  ## build dist/keyholder, one folder that runs without Python
	./run.sh setup build
	$(PYTHON) -m PyInstaller --log-level WARN --noconfirm --workpath build/pyinstaller build.spec

build-test: setup build  ## build it and try it in a real window
	tests/on_screen.sh $(PYTHON) -m pytest -m built

deb: build  ## make a Debian package of the build in dist
	packaging/deb.sh

lock: setup  ## pin the newest releases that pyproject.toml allows
	packaging/lock.sh

fresh:  ## prove the set-up on bare Debian machines (as root)
	tests/fresh_machine.sh

clean:  ## remove what can be made again
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage*
