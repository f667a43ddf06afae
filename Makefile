# Tailboard: `make demo` opens the local workspace, `make test` checks everything.
# The environment lives in .venv; the marks in it say what is done, so a second run is fast.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header $(if $(UPGRADE),--upgrade)
EXTRAS := --extra discord --extra postgresql --extra slack

# Four processes on two cores, since half of the time the tests wait: for a socket, a clock, a
# browser. A file's tests stay together, because they share what is dear to start (a database
# server, a browser).
PYTEST_PROCESSES := 4

# What Python makes of a file it keeps beside it (git ignores it). Some machines are told to keep
# nothing: the tests start the program a hundred times, and it would be compiled anew each time.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help demo install test bench audit crash format lock clean
.PHONY: types style layers safety collected

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "make %-8s %s\n", $$1, $$2 }'

demo: $(VENV)/.program  ## open the local workspace with a fictional fire department
	@$(BIN)/tailboard demo $(ARGS)

install: $(VENV)/.program  ## make .venv/bin/tailboard, and start nothing

test: $(VENV)/.program $(VENV)/.dev  ## lint, types, layers and every test
	@$(BIN)/python -m tests.chromium >$(VENV)/.chromium
	@$(MAKE) --no-print-directory --jobs 2 types style layers safety collected
	TAILBOARD_CHROMIUM="$$(cat $(VENV)/.chromium)" \
		$(BIN)/python -m pytest --numprocesses $(PYTEST_PROCESSES) \
		--dist loadfile --no-loadscope-reorder --max-worker-restart 0 $(ARGS)

# Two at a time: the types take as long as all the others.
types:
	$(BIN)/mypy --strict

style:
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet

layers:
	$(BIN)/lint-imports --no-logo

safety:
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive bot adapters scheduler storage prompts

# The tests compiled, as pytest wants them: else each of its processes would do so for itself.
collected:
	@$(BIN)/python -m pytest --collect-only -qq >$(VENV)/.collected || { cat $(VENV)/.collected; exit 1; }

bench: $(VENV)/.program $(VENV)/.dev  ## measure the speeds: a table, and build/bench.json
	$(BIN)/python -m tests.bench $(ARGS)

# Strict: where no list of weaknesses can be reached, it says so and fails.
audit: $(VENV)/.audit  ## look the locked libraries up among known weaknesses
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements/run.lock $(ARGS)

crash: $(VENV)/.program $(VENV)/.dev  ## kill the dispatcher 250 times and count what was delivered
	$(BIN)/python -m pytest tests/crash --kills=250 --timeout=3600 -o faulthandler_timeout=3900 $(ARGS)

format: $(VENV)/.dev  ## set the code in order, as `make test` wants it
	$(BIN)/ruff check --fix --quiet || true
	$(BIN)/ruff format

lock: $(VENV)/.dev  ## remake the locks from pyproject.toml (UPGRADE=yes: newest versions)
	$(LOCK) pyproject.toml $(EXTRAS) --output-file requirements/run.lock
	$(LOCK) --group pyproject.toml:build \
		--constraint requirements/run.lock --output-file requirements/build.lock
	$(LOCK) pyproject.toml $(EXTRAS) --group dev --constraint requirements/run.lock \
		--constraint requirements/build.lock --output-file requirements/dev.lock
	$(LOCK) --group pyproject.toml:audit \
		--constraint requirements/dev.lock --output-file requirements/audit.lock
	$(BIN)/python -m pytest --quiet tests/test_locks.py

clean:  ## remove what was built, cached and installed (never a database or a key)
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made: tools/make-venv
	@tools/make-venv $(VENV)
	@touch $@

$(VENV)/.run: requirements/run.lock requirements/build.lock tools/install $(VENV)/.made
	@tools/install $(VENV) requirements/run.lock requirements/build.lock
	@touch $@

# Editable: the program that runs is always the one in this tree. Built without isolation, by the
# locked build backend, so that pip fetches nothing that has no hash.
$(VENV)/.program: pyproject.toml $(VENV)/.run
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.audit: requirements/audit.lock $(VENV)/.dev
	@tools/install $(VENV) requirements/audit.lock
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	@tools/install $(VENV) requirements/dev.lock
	@touch $@
