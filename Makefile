# `make site` builds the website into site/, `make test` runs every check. All else is in `make help`.
# Needs Python 3.11 or newer (name it where it is not the first: PYTHON=python3.12 make site), git and make.
.POSIX:
.PHONY: help site test check editor lint types tests benchmark weights painted pictures format messages errors schema lock upgrade clean run-time development

python = .venv/bin/python

site: run-time ## Build the website into site/
	@$(python) build.py

help: ## Tell what there is to make
	@sed -n 's/^\([a-z]*\):[^#]*## */  make \1	/p' Makefile | expand -t 20

test: lint types tests ## Run every check: style, types, tests

check: run-time ## Find what is wrong with the notes (CHECK="--strict --since main" for a change)
	@$(python) build.py check $(CHECK)

lint: development ## Check the style of the code
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .

types: development ## Check the types
	@$(python) -m mypy

tests: development ## Run the tests, those in a browser too (TESTS="-k words" for some)
	@browser=$$(tools/browser.sh) && tools/decap-server.sh > /dev/null && \
	CHRONICLE_BROWSER="$$browser" $(python) -m pytest --numprocesses auto --dist worksteal $(TESTS)

editor: run-time ## Edit the notes in the browser, on this machine (needs Node.js)
	@tools/browser-editor.sh

benchmark: run-time ## Measure builds beside Hugo (BENCHMARK="--sizes 1000 --rounds 1")
	@$(python) -m benchmarks.run $(BENCHMARK)

weights: development ## Weigh the pages of the real chronicle and the scripts, in a browser
	@browser=$$(tools/browser.sh) && $(python) -m benchmarks.weights --browser "$$browser"

painted: development ## Measure when home, an event and the map are first seen, on a slow phone, too
	@browser=$$(tools/browser.sh) && $(python) -m benchmarks.first_content --browser "$$browser"

pictures: development ## Take the pictures of docs/editors.md anew, in a browser
	@browser=$$(tools/browser.sh) && $(python) -m tools.pictures --browser "$$browser"

format: development ## Give the code its one form
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .

errors: run-time ## Write docs/errors.md from the table of error codes
	@$(python) -c "from chronicle.report import errors_page; print(errors_page(), end='')" > docs/errors.md

schema: run-time ## Write docs/schema/ and snippets from the models of notes, for editors' programs
	@$(python) -c "from pathlib import Path; from chronicle.editing.schemas import write_schemas; write_schemas(Path())"

messages: run-time ## Gather the words of the templates, for translators
	@tools/messages.sh

# Nothing of the machine's own settings goes into the locks: no configuration is read, no address written
compile = env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	.venv/bin/uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 \
	--no-python-downloads --generate-hashes --custom-compile-command 'make lock'

lock: development ## Refresh the lock files after a change of pyproject.toml
	@$(compile) $(UPGRADE) --output-file requirements.txt
	@$(compile) $(UPGRADE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

upgrade: ## Take the newest release of every dependency
	@$(MAKE) lock UPGRADE=--upgrade

clean: ## Remove all that was made, the built site too
	@rm -rf .venv .venv.lock .mypy_cache .ruff_cache .pytest_cache .hypothesis .site.cache .editor
	@find site -mindepth 1 ! -path site/.gitignore -delete
	@find . -name .git -prune -o -name __pycache__ -prune -exec rm -rf {} +

run-time:
	@tools/install.sh requirements.txt

development:
	@tools/install.sh requirements-dev.txt
