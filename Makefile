# Every target works on a machine that has only Python >= 3.11, Node >= 20 and make.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON ?= $(shell command -v python3)
export UV_NO_PROGRESS := 1

UV := .tools/bin/uv
RUN := .venv/bin
WXT := cd extension && npx --no-install wxt
HOST_SOURCES := $(shell find native_host manifests -type f -not -name '*.pyc')
EXTENSION_SOURCES := $(shell find extension -type f -not -path '*/node_modules/*' -not -path '*/.output/*' -not -path '*/.wxt/*' -not -name '*.test.ts*') $(shell find manifests -type f) native_host/errors.json
BUILDS := extension/.output/chrome-mv3/manifest.json extension/.output/firefox-mv3/manifest.json

.PHONY: setup demo test check bench fuzz format generate screenshots clean system

setup: system .cache/python .cache/bytecode $(BUILDS)

# Browsers, a virtual display, fonts and a software security token, from the system's packages.
system:
	@tools/install-system-packages

$(UV):
	python3 -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

.cache/python: $(UV) pyproject.toml uv.lock
	$(UV) sync --locked --all-extras --all-groups --compile-bytecode --quiet
	@mkdir -p .cache && touch $@

# A host started by a browser must not compile its own source first.
.cache/bytecode: .cache/python $(HOST_SOURCES)
	$(RUN)/python -m compileall -q native_host
	@touch $@

.cache/node: extension/package.json extension/package-lock.json
	cd extension && npm ci --no-audit --no-fund --loglevel=error
	@mkdir -p .cache && touch $@

# One rule makes both builds: wxt writes .wxt/ for either, so they do not run side by side.
$(BUILDS) &: .cache/node $(EXTENSION_SOURCES)
	$(WXT) build -b chrome --mv3
	$(WXT) build -b firefox --mv3
	cd extension && node page-api/build.mjs
	@touch $(BUILDS)

demo: setup
	$(RUN)/posos-bridge demo

test: setup check
	cd extension && npx --no-install vitest run
	$(RUN)/pytest -n 3 --dist worksteal tests/unit tests/host
	$(RUN)/pytest -n 3 --dist worksteal tests/browser

check: setup
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	cd extension && npx --no-install prettier --check --log-level=warn .
	cd extension && npx --no-install tsc --noEmit
	cd extension && npx --no-install eslint .
	cd extension && npx --no-install addons-linter --warnings-as-errors .output/firefox-mv3

format: setup
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix-only --quiet .
	cd extension && npx --no-install prettier --write --log-level=warn .

# What is written from the schemas, the table of errors and the drawings.
generate: setup
	$(RUN)/python tools/generate.py
	$(RUN)/python tools/render-icons

bench: setup
	$(RUN)/python -m tests.bench

fuzz: setup
	HYPOTHESIS_PROFILE=long $(RUN)/pytest tests/host -k fuzz

screenshots: setup
	$(RUN)/python -m tests.browser.screenshots

clean:
	rm -rf .cache .tools .venv extension/node_modules extension/.output extension/.wxt
