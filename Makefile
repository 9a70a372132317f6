# `make demo` and `make test` set everything up; a second call finds it done.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RESULTS := benchmarks/results

.PHONY: demo test lint types bench bench-class fuzz hostile endurance long seeds browser setup clean

# The reference solutions pass. The learner of the demo has made one known mistake: 1 is the exit code to expect.
demo: setup
	@echo "exercise_2_3, the reference solutions:"
	@$(BIN)/grade exercise_2_3 solutions --report demo-report/solutions
	@echo
	@echo "exercise_2_3, a learner's file with a known mistake:"
	@status=0; $(BIN)/grade exercise_2_3 docs/demo --report demo-report/learner || status=$$?; \
	if [ $$status -ne 1 ]; then echo "expected exit code 1, not $$status" >&2; exit 1; fi
	@echo
	@echo "Open demo-report/solutions/exercise_2_3.html and demo-report/learner/exercise_2_3.html in a browser."

test: setup browser
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

# Everything but the class, which takes longer.
# As `grade` has it: one thread to judge.
bench: export OPENBLAS_NUM_THREADS := 1
bench: setup
	mkdir -p $(RESULTS)
	for name in graders learners_loop whole_course milliseconds warm_notebook; do \
		echo && echo "$$name:" && $(BIN)/python benchmarks/$$name.py --json $(RESULTS)/$$name.json || exit 1; \
	done
	$(BIN)/python benchmarks/confinement.py
	$(BIN)/python benchmarks/plot.py $(RESULTS) docs/performance.svg

# A hundred submissions, a thousand and ten thousand, of chapter 1: half an hour.
bench-class: setup
	mkdir -p $(RESULTS)
	$(BIN)/python benchmarks/class_batch.py --parts chapter_1 --learners 13 --scale 1 10 100 --json $(RESULTS)/class_batch.json

# Right networks whose training takes many seconds, beside those that every test run tries.
long: setup
	$(BIN)/python -m pytest -m long

# Every part that leaves something to chance, with fifty seeds that no calibration has used.
seeds: setup
	GRADER_ALL_SEEDS=1 $(BIN)/python -m pytest tests/course/test_seeds.py

# A million frames, 90,000 scripts, 10,000 notebooks, 100,000 records and as many cells; then, for a minute each, guided by coverage.
fuzz: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz
	for target in frame script notebook record python; do $(BIN)/python -m tests.fuzz.guided $$target -max_total_time=60 || exit 1; done

# Every attack, the scripts among them as notebooks too; `make test` leaves most of those out.
hostile: setup
	GRADER_ALL_ATTACKS=1 $(BIN)/python -m pytest tests/hostile

# A batch that is killed, or what works for it, at thirty random moments; its store must equal that of an undisturbed one.
endurance: setup
	PYTHONPATH=benchmarks $(BIN)/python -m tests.endurance

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

# Debian's Chromium, for the tests that open the report; without it they skip and say so.
browser:
	@if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update --quiet --quiet && apt-get install --quiet --quiet --yes --no-install-recommends chromium >/dev/null; \
	fi

clean:
	rm -rf $(VENV) build dist grade-report demo-report
