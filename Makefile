# `make play` narrates the sample and serves it; `make test` brings what the tests need and runs them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRANSCRIPT ?= static/sample/conversation.txt
.DEFAULT_GOAL := help
.PHONY: help install play test test-all lint bench clean

help: ## these lines
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python tests/bring_browser.py
	@touch $@

static/vendor/.fetched: package.json package-lock.json tools/fetch_vendor.py $(VENV)/.installed
	$(BIN)/python tools/fetch_vendor.py
	@touch $@

install: $(VENV)/.installed static/vendor/.fetched ## the program and the page's parts

play: install ## narrate the sample (or TRANSCRIPT=path), serve it and say the address
	$(BIN)/karyan listen "$(TRANSCRIPT)"

lint: install $(VENV)/.tested ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint ## everything that is fast, the browser too
	node --test static/js/tests/ 2>/dev/null || $(BIN)/python tools/fetch_vendor.py --node-test
	$(BIN)/pytest -m "not slow"

test-all: lint ## and what is slow
	$(BIN)/pytest

bench: install $(VENV)/.tested ## measure, and write benchmarks/results.md
	$(BIN)/python -m benchmarks

clean: ## take away what make made
	rm -rf $(VENV) node_modules static/vendor
