# `make run` and `make test` do all the set-up on a fresh Debian machine with Python 3.11, git and make.
.DEFAULT_GOAL := help
PYTHON ?= python3.11
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BIN := .venv/bin
HOME_FOLDER := $(or $(DONTHU_HOME),$(CURDIR))

RUN_PACKAGES := tesseract-ocr-vie tesseract-ocr-script-viet libreoffice-writer-nogui
TEST_PACKAGES := fonts-croscore
BENCH_PACKAGES := tesseract-ocr fonts-freefont-ttf fonts-sil-charis fonts-crosextra-carlito

.PHONY: help setup setup-test run test lint templates bench-extraction bench-people bench-service bench-clock bench-reading calibrate train-ner train-roles lock clean

help:
	@echo "make run   set everything up and start the service in $(HOME_FOLDER)"
	@echo "make test  set everything up and run every check and test"

setup: .venv/ready .venv/run-packages

# Without venv's own pip (Debian parts it off) the package python3-venv is needed first.
.venv/ready: requirements/run.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "donthu cần Python 3.11 / needs Python 3.11"; exit 1; }
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || { $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends python3-venv; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/run-packages: | .venv/ready
	@sh .ci/packages "$(SUDO)" $(RUN_PACKAGES)
	@touch $@

setup-test: setup .venv/ready-test .venv/test-packages

.venv/ready-test: requirements/dev.txt .venv/ready
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.txt
	@touch $@

.venv/test-packages: | .venv/ready
	@sh .ci/packages "$(SUDO)" $(TEST_PACKAGES)
	@touch $@

run: setup
	@cd "$(HOME_FOLDER)" && { [ -f donthu.toml ] || "$(CURDIR)/$(BIN)/donthu" init; }
	@cd "$(HOME_FOLDER)" && exec "$(CURDIR)/$(BIN)/donthu" run

test: setup-test lint
	$(BIN)/python -m pytest -n auto

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

templates: setup
	$(BIN)/python -m pipeline.drafting.build

bench-extraction: setup-test
	$(BIN)/python -m benchmarks.extraction
	$(BIN)/python -m benchmarks.references

# Persons, bodies and the matter, beside what others find; OPTIONS="--misses" lists each miss.
bench-people: setup-test .venv/peers/ready
	$(BIN)/python -m benchmarks.extraction --set tuning --peers $(OPTIONS)

.venv/peers/ready: requirements/peers.txt | .venv/ready
	$(PYTHON) -m venv .venv/peers
	.venv/peers/bin/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

bench-service: setup-test
	$(BIN)/python -m benchmarks.service

bench-clock: setup-test
	$(BIN)/python -m benchmarks.clock

.venv/bench-packages: | .venv/ready
	@sh .ci/packages "$(SUDO)" $(BENCH_PACKAGES)
	@touch $@

# OPTIONS="--only accuracy --classes photo --pages 4" runs a part; DONTHU_REAL_PAGES names a folder.
bench-reading: setup-test .venv/bench-packages
	$(BIN)/python -m benchmarks.reading $(OPTIONS)

# Fits what the reader says of its own words; the weights lie beside its code. Half an hour.
calibrate: setup-test .venv/bench-packages
	@sh .ci/packages "$(SUDO)" fonts-dkg-handwriting fonts-breip fonts-sjfonts fonts-kristi fonts-dancingscript
	$(BIN)/python -m benchmarks.reading.calibration $(OPTIONS)

# Trains the network that sees names, on made texts; its weights lie beside its code. Ten minutes.
train-ner: setup-test
	$(BIN)/python -m training.network $(OPTIONS)

# Learns who writes, speaks and is accused from tests/people/tuning; prints how well it does.
train-roles: setup-test
	$(BIN)/python -m training.roles

# Hashed requirements without addresses: --no-emit-* keeps the registry's name out of the files.
lock: setup-test
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements/run.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements/peers.txt requirements/peers.in

clean:
	rm -rf .venv build dist *.egg-info
