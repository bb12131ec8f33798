# One command each. Everything the project needs is installed into .venv and .uv; nothing outside this folder
# changes, except that bubblewrap comes from the distribution when it is missing and we are root.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV_VERSION := 0.13.8
UV := .uv/bin/uv
BIN := .venv/bin
export UV_PYTHON_PREFERENCE := only-system
export UV_PYTHON_DOWNLOADS := never
# torch imports in 2 s from bytecode and in 4.5 s without.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup sandbox demo test test-fast check audit audit-long release bench measure peers fuzz clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.ready sandbox  ## install everything (the other targets do it when needed)

# A virtual environment of its own holds uv; a Debian without python3-venv still has, or may install, pip.
$(UV):
	@test -n "$(PYTHON)" || { echo "Python 3.11 is missing: install python3."; exit 2; }
	@rm -rf .uv
	@$(PYTHON) -m venv .uv >/dev/null 2>&1 \
	  || { rm -rf .uv; test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	       && apt-get -qq update && apt-get -qq install -y python3-venv >/dev/null && $(PYTHON) -m venv .uv; } \
	  || { rm -rf .uv; echo "Python cannot make virtual environments: install python3-venv."; exit 2; }
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.ready: $(UV) pyproject.toml requirements.txt
	@test -x $(BIN)/python || $(UV) venv --quiet --python "$(PYTHON)" .venv
	@echo "Installing the pinned packages into .venv (torch is large; the first time takes a while) …"
	@$(UV) pip install --quiet --python $(BIN)/python -r requirements.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

sandbox:
	@command -v bwrap >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	  && { echo "Installing bubblewrap …"; apt-get -qq update && apt-get -qq install -y bubblewrap >/dev/null; }; } \
	  || echo "bubblewrap is missing and only root may install it: submissions will run NOT ISOLATED until you do" \
	          "(Debian, Ubuntu: apt-get install bubblewrap)."

demo: setup  ## release one assignment and grade five submissions of it
	@$(BIN)/autograder demo

test: setup  ## all tests
	@$(BIN)/pytest -n 2 --dist loadscope

test-fast: setup  ## all tests but those that train networks or execute notebooks
	@$(BIN)/pytest -n 2 --dist loadscope -m "not slow"

check: setup  ## style, types, layers, fresh releases
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/autograder release --check

audit: setup  ## prove every solution folder
	@$(BIN)/autograder audit

audit-long: setup  ## the same on 200 seeds
	@$(BIN)/autograder audit --seeds 200

release: setup  ## generate assignments/ from solutions/
	@$(BIN)/autograder release

bench: setup  ## time our grading against otter and plain execution, in one run
	@$(BIN)/python tests/bench/bench.py

measure: setup  ## train what `resnet` trains, right and wrong, on many seeds (an hour; goes on where it stopped)
	@$(BIN)/python tests/bench/training.py

peers: setup  ## attack ours, otter and nbgrader with the hostile submissions (half an hour; goes on where it stopped)
	@PYTHONPATH=tests/hostile $(BIN)/python tests/bench/peers.py

fuzz: setup  ## ten million bent frames for the decoder of what comes out of the sandbox (half an hour)
	@FUZZ_FRAMES=10000000 $(BIN)/pytest -n 2 tests/hostile/test_wire_holds.py

clean:  ## remove what setup and the tools made
	rm -rf .venv .uv .cache .autograder .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
