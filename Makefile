# casebook, for people: `make` builds every case, `make help` lists the rest.
# Set-up happens once: each step leaves a stamp, and is done again only when a file that it was made from has changed.
# What `make help` says of a target: ## in English, and on the line below it #: em português.

PYTHON ?= python3
CASE ?=
JOURNAL ?=
BIN = .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP = $(BIN)/python -m pip --disable-pip-version-check -qq
STYLECHECKER = .judges/stylechecker
PYTEST = $(BIN)/python -m pytest -n auto --dist loadfile
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
       --no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
# Lines of a catalogue's head that change with the day or with Babel: a diff should show words only.
VOLATILE = Project-Id-Version|Report-Msgid-Bugs-To|(POT-Creation|PO-Revision)-Date|Last-Translator|Language-Team|Generated-By

# The language of casebook's messages, as the command chooses it; $(SAY) "in English" "em português".
IN_PORTUGUESE := $(filter pt%,$(firstword $(filter en% pt%,$(CASEBOOK_LANG) $(LC_ALL) $(LC_MESSAGES) $(LANG))))
SAY = sh -c 'echo "$${$(if $(IN_PORTUGUESE),2,1)}"' say

.DEFAULT_GOAL = all
.PHONY: all html pdf kit site check preview test test-quick lint catalogue docs lock bench pictures gallery clean distclean help judges
.DELETE_ON_ERROR:

all: .venv/.run   ## Build every case (or CASE=<slug>) into build/<slug>/, HTML and PDF, every language
#: Monta todos os casos (ou CASE=<nome>) em build/<nome>/, HTML e PDF, em todas as línguas
	@$(BIN)/casebook build $(CASE)

html pdf: .venv/.run   ## Build only that format: make pdf CASE=<slug>
#: Monta só esse formato: make pdf CASE=<nome>
	@$(BIN)/casebook build $(CASE) --to $@

kit: .venv/.run   ## Make all that a journal asks for: make kit CASE=<slug> JOURNAL=<name> (DRAFT=1 whatever is missing)
#: Prepara tudo o que uma revista pede: make kit CASE=<nome> JOURNAL=<revista> (DRAFT=1 mesmo que falte algo)
	@$(BIN)/casebook kit $(CASE) $(if $(JOURNAL),--journal $(JOURNAL)) $(if $(DRAFT),--draft)

site: .venv/.run   ## Make the static site of all public cases, into build/site/
#: Monta o site estático com todos os casos públicos, em build/site/
	@$(BIN)/casebook site

check: .venv/.run   ## Say what is wrong with every case (or CASE=<slug>), writing nothing
#: Diz o que está errado em cada caso (ou CASE=<nome>), sem gravar nada
	@$(BIN)/casebook check $(CASE)

preview: .venv/.run   ## Show the cases (or CASE=<slug>) in the browser while you write; OPEN=1 opens it
#: Mostra os casos (ou CASE=<nome>) no navegador enquanto você escreve; OPEN=1 o abre
	@$(BIN)/casebook preview $(CASE) $(if $(OPEN),--open)

test: lint judges   ## Everything that the project checks about itself, slow judges included
#: Tudo o que o projeto verifica de si mesmo, com os juízes lentos
	$(PYTEST)

test-quick: .venv/.dev   ## The tests for the daily loop: under two minutes, no judge needed
#: Os testes do dia a dia: menos de dois minutos, sem nenhum juiz
	$(PYTEST) -m "not slow"

lint: .venv/.dev   ## Style and types: ruff and mypy
#: Estilo e tipos: ruff e mypy
	$(BIN)/ruff check
	$(BIN)/mypy

catalogue: .venv/.dev   ## Read the words of the code and templates into locales/*.po
#: Recolhe em locales/*.po as frases do código e dos modelos
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

docs: .venv/.run   ## Write docs/case-format*.md from the model of a case
#: Grava docs/case-format*.md a partir do modelo de um caso
	@mkdir -p docs
	@$(BIN)/casebook languages | while read -r code tag name; do \
	    file=docs/case-format$$(test $$code = en || echo .$$tag).md; \
	    $(BIN)/casebook --ui-lang $$code guide >$$file.new && mv $$file.new $$file || exit; \
	done

lock: .venv/.dev   ## Write requirements*.txt from pyproject.toml; UPGRADE=1 takes the newest versions
#: Grava requirements*.txt a partir de pyproject.toml; UPGRADE=1 usa as versões mais novas
	$(LOCK) --group build -o requirements.txt
	$(LOCK) --group build --group dev -c requirements.txt -o requirements-dev.txt

bench: .venv/.run   ## Time and memory of a build, of each drawn figure, of the preview, and of the checks and the site of a thousand cases (minutes)
#: Tempo e memória da montagem, de cada figura desenhada, da prévia e da verificação e do site de mil casos (minutos)
	@$(BIN)/python benchmarks/run.py
	@$(BIN)/python benchmarks/figures.py
	@$(BIN)/python benchmarks/preview.py
	@$(BIN)/python benchmarks/checks.py
	@$(BIN)/python benchmarks/site.py

pictures: .venv/.run judges   ## Take the pictures of the README anew, into docs/pictures/
#: Refaz as figuras do README, em docs/pictures/
	@$(BIN)/python docs/pictures/take.py

gallery: .venv/.run   ## Draw every figure that casebook makes of data anew, into docs/gallery/
#: Redesenha todas as figuras que o casebook faz a partir de dados, em docs/gallery/
	@$(BIN)/python docs/gallery/draw.py

clean:   ## Remove what was built (the set-up stays)
#: Apaga o que foi montado (a instalação fica)
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find casebook tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

distclean: clean   ## Remove the set-up too: the next make starts afresh
#: Apaga também a instalação: o próximo make começa do zero
	rm -rf .venv .judges

help:   ## Show this list
#: Mostra esta lista
	@awk -F ':.*## *' '/^[a-z][a-z -]*:.*##/ { target = $$1; words = $$2 } \
	    /^#: / { printf "make %-11s %s\n", target, "$(IN_PORTUGUESE)" ? substr($$0, 4) : words }' \
	    $(firstword $(MAKEFILE_LIST))

# Set-up.

.venv/.made: .ci/system
	@PYTHON=$(PYTHON) .ci/system run
	@test -x $(BIN)/pip || { $(SAY) "Making .venv, once" "Criando .venv, só desta vez" && $(PYTHON) -m venv .venv; }
	@touch $@

.venv/.run: requirements.txt pyproject.toml .venv/.made
	@$(SAY) "Installing casebook into .venv, once" "Instalando o casebook em .venv, só desta vez"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@$(SAY) "Installing what the tests need into .venv, once" \
	    "Instalando em .venv o que os testes usam, só desta vez"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# Judges: programs of others that judge our outputs. A missing one never fails the set-up; see tests/judges/__init__.py.

judges:
	@.ci/system judges
	@if command -v npm >/dev/null; then $(MAKE) -s .judges/.npm; fi
	@$(MAKE) -s .judges/.stylechecker

.judges/.npm: tests/judges/package-lock.json
	@$(SAY) "Installing the judges that npm has into .judges, once" \
	    "Instalando em .judges os juízes que o npm tem, só desta vez"
	@mkdir -p .judges
	@cp tests/judges/package.json tests/judges/package-lock.json .judges/
	@if npm ci --prefix .judges --ignore-scripts --no-audit --no-fund --loglevel error; then touch $@; \
	    else $(SAY) "Judges not there, so their tests will not run: those of tests/judges/package.json" \
	    "Faltam juízes, e os testes deles não serão feitos: os de tests/judges/package.json"; fi

.judges/.stylechecker: tests/judges/stylechecker.txt
	@$(SAY) "Installing SciELO’s stylechecker into .judges, once" \
	    "Instalando em .judges o stylechecker da SciELO, só desta vez"
	@mkdir -p .judges
	@if $(PYTHON) -m venv --clear $(STYLECHECKER) && $(STYLECHECKER)/bin/python -m pip --disable-pip-version-check -qq \
	    install --no-deps --require-hashes -r tests/judges/stylechecker.txt; then touch $@; \
	    else $(SAY) "Judge not there, so its tests will not run: stylechecker" \
	    "Falta um juiz, e os testes dele não serão feitos: stylechecker"; fi
