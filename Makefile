# casebook, for people: `make` builds every case, `make help` lists the rest.
# Set-up happens once: each step leaves a stamp, and is done again only when a file that it was made from has changed.

PYTHON ?= python3
CASE ?=
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check -qq
PYTEST = $(BIN)/python -m pytest -n auto --dist loadfile
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
       --no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
# Lines of a catalogue's head that change with the day or with Babel: a diff should show words only.
VOLATILE = Project-Id-Version|Report-Msgid-Bugs-To|(POT-Creation|PO-Revision)-Date|Last-Translator|Language-Team|Generated-By

.DEFAULT_GOAL = all
.PHONY: all html pdf check test test-quick lint catalogue lock bench clean distclean help judges
.DELETE_ON_ERROR:

all: .venv/.run   ## Build every case (or CASE=<slug>) into build/<slug>/, HTML and PDF, every language
	@$(BIN)/casebook build $(CASE)

html pdf: .venv/.run   ## Build only that format: make pdf CASE=<slug>
	@$(BIN)/casebook build $(CASE) --to $@

check: .venv/.run   ## Say what is wrong with every case (or CASE=<slug>), writing nothing
	@$(BIN)/casebook check $(CASE)

test: lint judges   ## Everything that the project checks about itself, slow judges included
	$(PYTEST)

test-quick: .venv/.dev   ## The tests for the daily loop: under two minutes, no judge needed
	$(PYTEST) -m "not slow"

lint: .venv/.dev   ## Style and types: ruff and mypy
	$(BIN)/ruff check
	$(BIN)/mypy

catalogue: .venv/.dev   ## Read the words of the code and templates into locales/*.po
	@$(BIN)/pybabel -q extract -F pyproject.toml -k plural:1,2 -k PN_:1,2 -k words \
	    --header-comment "# Every English sentence that casebook prints; written by make catalogue." \
	    --no-location --sort-output --width 120 -o locales/casebook.pot casebook templates
	@for po in locales/*.po; do \
	    locale=$$(sed -n 's/^"Language: \(.*\)\\n"$$/\1/p' $$po); \
	    $(BIN)/pybabel -q update -i locales/casebook.pot -o $$po -l $$locale --no-fuzzy-matching \
	        --ignore-obsolete --ignore-pot-creation-date --width 120 || exit; \
	done
	@for file in locales/casebook.pot locales/*.po; do \
	    sed -E -e '1{/^$$/d;}' -e '$${/^$$/d;}' -e '1,/^msgid/{/^#, fuzzy$$/d;}' -e '/^"($(VOLATILE)):/d' \
	        $$file >$$file.new && mv $$file.new $$file || exit; \
	done

lock: .venv/.dev   ## Write requirements*.txt from pyproject.toml; UPGRADE=1 takes the newest versions
	$(LOCK) --group build -o requirements.txt
	$(LOCK) --group build --group dev -c requirements.txt -o requirements-dev.txt

bench: .venv/.run   ## Time and memory of a cold case, a warm rebuild, and a build with nothing to do
	@$(BIN)/python benchmarks/run.py

clean:   ## Remove what was built (the set-up stays)
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find casebook tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

distclean: clean   ## Remove the set-up too: the next make starts afresh
	rm -rf .venv .judges

help:   ## Show this list
	@awk -F ':.*## *' '/^[a-z][a-z -]*:.*##/ { printf "make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# Set-up.

.venv/.made: .ci/system
	@PYTHON=$(PYTHON) .ci/system run
	@test -x $(BIN)/pip || { echo "Making .venv, once" && $(PYTHON) -m venv .venv; }
	@touch $@

.venv/.run: requirements.txt pyproject.toml .venv/.made
	@echo "Installing casebook into .venv, once"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "Installing what the tests need into .venv, once"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# Judges: programs of others that judge our outputs. A missing one never fails the set-up; see tests/judges/__init__.py.

judges:
	@.ci/system judges
	@if command -v npm >/dev/null; then $(MAKE) -s .judges/.npm; fi

.judges/.npm: tests/judges/package-lock.json
	@echo "Installing the judges that npm has into .judges, once"
	@mkdir -p .judges
	@cp tests/judges/package.json tests/judges/package-lock.json .judges/
	@if npm ci --prefix .judges --ignore-scripts --no-audit --no-fund --loglevel error; then touch $@; \
	    else echo "Judges not there, so their tests will not run: those of tests/judges/package.json"; fi
