# The two commands of README's first screen are `run` and `test`; `help` lists the rest.
.DEFAULT_GOAL := help
PY := .venv/bin/python
SAFEGUARD := .venv/bin/safeguard
.PHONY: help run test check setup train lint ordinary thorough model browser statement server postgres coverage mutation soak bench load lock security release-check clean

help:  ## this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: train  ## set up, train if the data changed, start the service and print its address
	@exec $(SAFEGUARD) serve

test: lint ordinary thorough model  ## set-up, style, types, content, all tests that need no browser and no running service
	@echo "==> make test: all passed"

check: browser server postgres  ## the browser tests, the running service, the stores on PostgreSQL
	@echo "==> make check: all passed"

setup:  ## make .venv from requirements.lock, and fetch the page's components, if the locks changed
	@bash scripts/setup.sh && bash scripts/assets.sh

train: setup  ## train what the data made stale
	@$(SAFEGUARD) train

lint: setup  ## style (ruff), types (mypy), content (safeguard check)
	@echo "==> Style" && $(PY) -m ruff check .
	@echo "==> Types" && $(PY) -m mypy
	@echo "==> Content" && $(SAFEGUARD) check

ordinary: setup  ## the ordinary tests: no TensorFlow, no browser, about a minute
	@echo "==> Ordinary tests" && $(PY) -m pytest -p no:schemathesis -n 2 --dist loadfile \
	  -m "not thorough and not browser and not model and not server and not postgres"

thorough: setup  ## what goes through all of the data, or waits and measures time: overlaps, shares of signals, slow clients
	@echo "==> Thorough tests" && $(PY) -m pytest -n 2 --dist loadfile -m "thorough and not postgres"

model: train  ## the tests of the trained models, and the conversations with Rasa's own tool
	@echo "==> Model tests" && $(PY) -m pytest -m model
	@bash scripts/conversations.sh

browser: train  ## the web page and the cards of Teams in Debian's chromium
	@bash scripts/browser.sh && bash scripts/assets.sh --needed
	@bash scripts/teams.sh
	@echo "==> Browser tests" && $(PY) -m pytest -n 2 --dist loadfile -m "browser and not server"

statement:  ## put the last run of the browser tests on the accessibility page
	@bash scripts/statement.sh

server: train  ## the whole service: start, kill, bad input, nothing personal on disk, its page in the browser
	@bash scripts/browser.sh
	@echo "==> Tests of the running service" && $(PY) -m pytest -m "server and not soak"

postgres: train  ## the stores in a real PostgreSQL, and two engines and two edges over it and a Redis (Debian's)
	@bash scripts/postgres.sh $(PY) -m pytest -m postgres

coverage: setup  ## every branch of safety and triage is reached by an ordinary test
	@$(PY) -m pytest --cov=bot/safety --cov=bot/triage --cov-branch --cov-fail-under=100 \
	  -m "not model and not server" tests/safety tests/triage

mutation: setup  ## how many small faults put into safety and triage their tests find: 9 of 10 at least; an hour
	@bash scripts/mutation.sh $(PY)

soak: train coverage mutation  ## kills at random and between acknowledgement and reply, 100,000 turns, two of each, made-up bodies, a real release, a mend from log to answer; takes hours
	@SOAK_EDGE_KILLS=1000 $(PY) -m pytest -m server tests/server/test_killed_at_random.py
	@SOAK_ENGINE_KILLS=100 $(PY) -m pytest -m server tests/server/test_engine_killed_at_random.py
	@SOAK_TURNS=100000 $(PY) -m pytest -s -m soak tests/server/test_soak.py
	@SOAK_KILLS=200 $(PY) -m pytest -m server tests/server/test_killed_after_acknowledging.py
	@CLUSTER_PEOPLE=200 CLUSTER_TURNS=50 bash scripts/postgres.sh $(PY) -m pytest -m postgres tests/cluster
	@SOAK_BODIES=100000 $(PY) -m pytest -s -m server tests/security
	@$(PY) -m pytest -s -m soak tests/server/test_release.py
	@bash scripts/browser.sh && $(PY) -m pytest -s -m soak tests/server/test_mended.py
	@SOAK_BODIES=2000 $(PY) -m pytest -s -m server tests/server/test_made_up_bodies.py

bench: train  ## start, memory and time per message, beside a stock Rasa bot in the same run
	@$(PY) bench/bench.py $(ARGS)

load: train  ## many people at once, for ten minutes, beside a stock Rasa bot; ARGS=--short takes one
	@$(PY) bench/load.py $(ARGS)

lock:  ## compile requirements.lock anew from requirements-dev.in
	@UV_SYSTEM_CERTS=1 .venv/bin/uv pip compile --quiet --python-version 3.10 --python-platform x86_64-manylinux_2_28 \
	  --generate-hashes --no-emit-index-url --no-header --override overrides.txt requirements-dev.in -o requirements.lock
	@echo "requirements.lock is compiled; the next make command sets up from it."

security: setup  ## the list of parts (CycloneDX), and the audit of both locks, in results/security
	@bash scripts/audit.sh

release-check: setup  ## as the ordinary tests, and nothing reviewed may have lapsed by today's date
	@SAFEGUARD_RELEASE=1 $(PY) -m pytest -m "not browser and not model and not server and not postgres"

clean:  ## remove what is made (not the environment, not the data of the service)
	@rm -rf results .pytest_cache .mypy_cache .ruff_cache .rasa models/*.tar.gz models/*.npz models/trained.json
