# Every verb first does its set-up: a virtual environment from the lock files, nothing when it is
# up to date. Needs Python ≥ 3.11 with venv, make and a package index.
PYTHON ?= python3
BIN := .venv/bin
# Checks and tests start hundreds of processes: each would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
TRY_FLAGS := $(if $(FRESH),--fresh)

.PHONY: setup setup-dev try test check torture eval bench format lock messages clean

setup: .venv/run.stamp

setup-dev: .venv/dev.stamp

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Collider needs Python 3.11 or newer; this is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Python's venv module is missing: apt install python3-venv (Debian, Ubuntu)."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

try: setup
	$(BIN)/collider try $(TRY_FLAGS)

test: setup-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not torture" $(ARGS)

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/collider content check
	$(BIN)/python -m pytest -q -n 2 tests/locales tests/test_architecture.py tests/test_docs.py tests/store/test_migrations.py

torture: setup-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m torture tests $(ARGS)

# All sets in benchmarks/sets/ against the last accepted runs, with the model and without;
# ACCEPT=1 makes these runs the accepted ones.
eval: setup
	$(BIN)/collider eval sets $(if $(ACCEPT),--accept)
	$(BIN)/collider eval sets --lexical $(if $(ACCEPT),--accept)

bench: setup
	$(BIN)/python -m benchmarks.answers $(ARGS)
	$(BIN)/python -m benchmarks.large_content
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.matching

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The template and the catalogues follow the texts in the code.
messages: setup-dev
	$(BIN)/python -m tests.locales.extraction

lock: setup-dev
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv var build *.egg-info
