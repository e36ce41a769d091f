# `make play` narrates the sample and serves it; `make test` brings what the tests need and runs them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TRANSCRIPT ?= static/sample/conversation.txt
# How many tests run side by side. Each worker begins at its own end of the suite and takes over from the others
# when it is done, so that tests of a file, and what they share, stay together.
WORKERS ?= 2
SIDE_BY_SIDE := --numprocesses $(WORKERS) --dist worksteal
.DEFAULT_GOAL := help
.PHONY: help install voices play test test-slow test-all lint bench pins pictures clean

help: ## these lines
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The stamps are what a second run finds, so that it needs no network.
$(VENV)/.installed: pyproject.toml constraints.txt
	@echo "Installing into $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.for-tests: $(VENV)/.installed
	@echo "Bringing what the tests need …"
	@$(PIP) install --quiet --constraint constraints.txt --editable '.[dev]'
	@$(BIN)/python tests/bring_browser.py
	@$(BIN)/python tests/bring_epubcheck.py
	@$(BIN)/python tests/bring_ffprobe.py
	@touch $@

# The model is joined and the styles are fetched anew only where what makes them has changed.
VOICES := $(addprefix audio/engines/kokoro_,setup.py graph.py files.py voices.py)
$(VENV)/.voices: $(VENV)/.installed $(VOICES)
	@$(BIN)/karyan voices install
	@touch $@

static/vendor/.fetched: package.json package-lock.json tools/fetch_vendor.py | $(VENV)/.installed
	@echo "Bringing the page's parts …"
	@$(BIN)/python tools/fetch_vendor.py
	@touch $@

install: $(VENV)/.installed $(VENV)/.voices static/vendor/.fetched ## the program, its voice and the page's parts

voices: $(VENV)/.installed ## bring the neural voice's files, or mend them
	@$(BIN)/karyan voices install

play: install ## narrate the sample (or TRANSCRIPT=path), serve it and say the address
	@$(BIN)/karyan listen "$(TRANSCRIPT)"

lint: install $(VENV)/.for-tests ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint ## all that is quick, in a real browser too
	$(BIN)/python tools/fetch_vendor.py --node-test
	$(BIN)/pytest -m "not slow and not timed" $(SIDE_BY_SIDE)
	$(BIN)/pytest -m "not slow and timed"

test-slow: install $(VENV)/.for-tests ## what takes minutes: hours of sound, many restarts
	$(BIN)/pytest -m "slow and not timed" $(SIDE_BY_SIDE)
	$(BIN)/pytest -m "slow and timed"

test-all: test test-slow ## both

bench: install $(VENV)/.for-tests ## measure (or PARTS="page studio"), and write benchmarks/results.md
	$(BIN)/python -m benchmarks $(PARTS)

pins: ## write constraints.txt anew from what is installed, after an upgrade that passed
	$(BIN)/python tools/pin.py > constraints.txt

pictures: install $(VENV)/.for-tests ## the screenshots of the README, taken anew
	$(BIN)/python -m tools.take_pictures

clean: ## take away what make made
	rm -rf $(VENV) node_modules static/vendor
