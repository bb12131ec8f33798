"""An attack that reaches nothing proves something only if it reaches something where there is no wall."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from arena import SLUG, ground
from payloads import NOT_TRIED, all_payloads

PAYLOADS = [p for p in all_payloads() if p.without_walls and not p.without_walls.startswith(NOT_TRIED)]


@pytest.fixture(scope="module")
def prepared():
    with ground() as prepared:
        yield prepared


@pytest.fixture(scope="module")
def naive(prepared):
    """A grader without walls, which answers with what an attack reached."""
    program = Path(__file__).with_name("naive.py")
    folder = prepared.course / "solutions" / SLUG
    process = subprocess.Popen(
        [sys.executable, str(program), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(prepared.folder / "scratch")},
        text=True,
    )

    def ask(source):
        process.stdin.write(json.dumps(source) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    with process:
        yield ask
        process.stdin.close()


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_attack_reaches_something_where_there_are_no_walls(payload, prepared, naive):
    targets = {**prepared.targets, "only_bait": True}
    reached = naive(payload.with_targets(targets))
    assert any(payload.without_walls in sentence for sentence in reached), reached
