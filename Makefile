# Everything a person does with this project, by one word. `make help` lists the words.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
LOCKED := $(BIN)/uv pip install --quiet --require-hashes --no-build-isolation
TESTS ?= tests
WORKERS ?= 2
# One test handed out at a time: a worker that holds a heap of journeys in advance works on while the other has none.
SIDE_BY_SIDE = -n $(WORKERS) --maxschedchunk 1

# Each of many short processes would compile Django anew where the environment forbids to keep what was compiled.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install demo serve test test-sqlite test-postgresql check check-types check-rest bench bench-timetable \
        bench-audit bench-evidence bench-search bench-register bench-duplicates bench-seats bench-peer-groups bench-programme bench-forum bench-check-in bench-gap bench-gap-page bench-peers bench-roadmap bench-notices bench-reports bench-forecast bench-targets bench-policy bench-connections bench-replay lock translations clean system-run system-test

help: ## list these words
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

install: .venv/run.stamp ## make .venv with the command .venv/bin/deungdae

demo: install system-run ## set up everything and open the product with demo data on 127.0.0.1:8000
	@$(BIN)/deungdae demo

test: .venv/test.stamp system-run system-test test-sqlite test-postgresql ## set up everything and run every test

test-sqlite: .venv/test.stamp # every test, the journeys in a browser too; TESTS=a folder or file
	DEUNGDAE_TEST_DATABASE=sqlite $(BIN)/pytest $(SIDE_BY_SIDE) $(TESTS) -m "not second_database"

test-postgresql: .venv/test.stamp # those that a database could make a difference to
	DEUNGDAE_TEST_DATABASE=postgresql $(BIN)/pytest $(SIDE_BY_SIDE) $(TESTS) -m "not one_database"

check: .venv/develop.stamp ## style, types, imports, security, migrations, translations
	@$(MAKE) --jobs $(WORKERS) --output-sync=target --no-print-directory check-types check-rest

check-types:
	$(BIN)/mypy

check-rest:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive --severity-level medium --configfile pyproject.toml src
	DJANGO_SETTINGS_MODULE=deungdae.project.settings.test $(BIN)/django-admin makemigrations --check --dry-run --pythonpath .
	DEUNGDAE_SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))') \
	    DEUNGDAE_ALLOWED_HOSTS=centre.example DJANGO_SETTINGS_MODULE=deungdae.project.settings.production \
	    $(BIN)/django-admin check --deploy --fail-level WARNING
	$(BIN)/pytest tests/architecture -m "not django_db" -p no:cacheprovider

bench: bench-timetable bench-audit bench-evidence bench-search bench-register bench-duplicates bench-seats bench-peer-groups bench-programme bench-forum bench-check-in bench-gap bench-gap-page bench-peers bench-roadmap bench-notices bench-reports bench-forecast bench-targets bench-policy bench-connections bench-replay ## every benchmark

bench-timetable: .venv/test.stamp ## the public timetable instances, and replans
	$(BIN)/python -m benchmarks.timetable
	$(BIN)/python -m benchmarks.timetable.replans

bench-audit: .venv/test.stamp ## the audit log, written and checked
	$(BIN)/python -m benchmarks.audit --database sqlite
	$(BIN)/python -m benchmarks.audit --database postgresql

bench-evidence: .venv/test.stamp ## cases and counts over a million entries
	$(BIN)/python -m benchmarks.evidence --database sqlite
	$(BIN)/python -m benchmarks.evidence --database postgresql

bench-search: .venv/test.stamp ## search over 100,000 organisations
	$(BIN)/python -m benchmarks.search --database sqlite
	$(BIN)/python -m benchmarks.search --database postgresql

bench-register: .venv/test.stamp ## the register at size
	$(BIN)/python -m benchmarks.register --database sqlite
	$(BIN)/python -m benchmarks.register --database postgresql

bench-duplicates: .venv/test.stamp ## planted twins found again; NAMES=a list with the column 회사명
	$(BIN)/python -m benchmarks.duplicates $(NAMES)

bench-seats: .venv/test.stamp ## 500 people for 40 seats over HTTP, with the locks and without
	$(BIN)/python -m benchmarks.seats --database sqlite
	$(BIN)/python -m benchmarks.seats --database postgresql

bench-peer-groups: .venv/test.stamp ## groups of peers beside CP-SAT
	$(BIN)/python -m benchmarks.peer_groups

bench-programme: .venv/test.stamp ## programmes of forums beside CP-SAT
	$(BIN)/python -m benchmarks.programme

bench-gap: .venv/test.stamp ## the effect of services in worlds where it is known
	$(BIN)/python -m benchmarks.gap

bench-peers: .venv/test.stamp ## a result among the peers of a whole register
	$(BIN)/python -m benchmarks.peers --database sqlite
	$(BIN)/python -m benchmarks.peers --database postgresql

bench-policy: .venv/test.stamp ## 71 tasks over four years of monthly reports
	$(BIN)/python -m benchmarks.policy --database sqlite
	$(BIN)/python -m benchmarks.policy --database postgresql

bench-connections: .venv/test.stamp ## calls of the API with a key, and what listening webhooks cost
	$(BIN)/python -m benchmarks.connections --database sqlite
	$(BIN)/python -m benchmarks.connections --database postgresql

bench-replay: .venv/test.stamp ## 200 matching days on which much goes wrong, and one of 1,704 meetings
	$(BIN)/python -m benchmarks.replay --database sqlite
	$(BIN)/python -m benchmarks.replay --database postgresql
	$(BIN)/python -m benchmarks.replan_day --database sqlite
	$(BIN)/python -m benchmarks.replan_day --database postgresql

bench-gap-page: .venv/test.stamp ## the page of the gap over 6,474 companies in three rounds
	$(BIN)/python -m benchmarks.gap_page --database sqlite
	$(BIN)/python -m benchmarks.gap_page --database postgresql

bench-forum: .venv/test.stamp ## a forum of 2,000 people from registration to cases
	$(BIN)/python -m benchmarks.forum --database sqlite
	$(BIN)/python -m benchmarks.forum --database postgresql

bench-check-in: .venv/test.stamp ## 300 people check in within five minutes, over HTTP
	$(BIN)/python -m benchmarks.check_in --database sqlite
	$(BIN)/python -m benchmarks.check_in --database postgresql

bench-forecast: .venv/test.stamp ## coverage of forecasts on simulated histories
	$(BIN)/python -m benchmarks.forecast

bench-targets: .venv/test.stamp ## the lead's page of targets at size
	$(BIN)/python -m benchmarks.targets --database sqlite
	$(BIN)/python -m benchmarks.targets --database postgresql

bench-roadmap: .venv/test.stamp ## roadmaps beside CP-SAT
	$(BIN)/python -m benchmarks.roadmap

bench-notices: .venv/test.stamp ## the board with 20,000 notices
	$(BIN)/python -m benchmarks.notices --database sqlite
	$(BIN)/python -m benchmarks.notices --database postgresql

bench-reports: .venv/test.stamp ## a report of a hundred pages in four formats
	$(BIN)/python -m benchmarks.reports --database sqlite
	$(BIN)/python -m benchmarks.reports --database postgresql

lock: .venv/uv.stamp ## compile the hash-pinned lock files anew
	$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes --no-header pyproject.toml --group build -o requirements/run.lock
	$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes --no-header pyproject.toml --group build --group test -o requirements/test.lock
	$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes --no-header pyproject.toml --group build --group test --group check -o requirements/develop.lock

translations: .venv/test.stamp ## collect the Korean source strings into the English catalogue and compile it
	cd src/deungdae && ../../$(BIN)/django-admin makemessages -l en --no-obsolete --no-wrap --no-location
	cd src/deungdae && ../../$(BIN)/django-admin compilemessages -l en

system-run: # what the PDF pages need of the system
	@scripts/system-packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-nanum

system-test: # a browser, a PDF reader and the translation tools
	@scripts/system-packages poppler-utils gettext
	@scripts/system-packages chromium-headless-shell || command -v chromium || command -v chromium-browser

.venv/uv.stamp: requirements/installer.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c "import sys; assert sys.version_info >= (3, 11), 'Python 3.11 or newer is needed'"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.lock
	@touch $@

.venv/run.stamp: .venv/uv.stamp requirements/run.lock pyproject.toml
	@$(LOCKED) -r requirements/run.lock
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.lock
	@$(LOCKED) -r requirements/test.lock
	@touch $@

.venv/develop.stamp: .venv/test.stamp requirements/develop.lock
	@$(LOCKED) -r requirements/develop.lock
	@touch $@

clean: ## forget the demo's data and everything built
	rm -rf var .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
