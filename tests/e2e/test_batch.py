"""A folder of hand-ins through the real command: killed, stopped, taken up, and whole in the end."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.new import write_template

COURSE = """\
title: A course
time_zone: Europe/Paris
runner: cpu
attempts: 20
late: {grace_minutes: 15, penalty_per_day: 0.1, max_days: 3}
assignments:
  - {slug: demo, weight: 1, released: 2027-09-13T09:00:00+02:00, due: 2027-09-26T23:59:00+02:00}
"""
RIGHT = """\
import torch

def running_mean(x):
    return x.cumsum(0) / torch.arange(1, len(x) + 1, dtype=x.dtype)
"""
WRONG = "def running_mean(x):\n    return x\n"
LOOP = "def running_mean(x):\n    while True:\n        x = x + 0\n"
PATIENCE = 120.0
"""Seconds a command may take to reach a state; a loaded machine takes some 20."""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one small assignment, whose probes have a quarter of a second, and its hand-ins."""
    (tmp_path / "course.yaml").write_text(COURSE, encoding="utf-8")
    solution = tmp_path / "solutions" / "demo"
    write_template(solution)
    for name in ("checks.py", "hidden.py"):
        text = (solution / name).read_text(encoding="utf-8")
        (solution / name).write_text(text.replace("points=", "seconds=0.25, points="), encoding="utf-8")
    handed_in = tmp_path / "handed_in"
    (handed_in / "team9").mkdir(parents=True)
    (handed_in / "team9" / "demo.py").write_text(RIGHT, encoding="utf-8")
    (handed_in / "team9" / "helper.py").write_text("x = 1\n", encoding="utf-8")
    for name, text in {
        "ada.py": RIGHT,
        "bob.py": LOOP,
        "cy.py": WRONG,
        "dee.py": LOOP + "# once more\n",
        "eve.zip": "PK\3\4 and then nothing",
        "team10.py": RIGHT,
    }.items():
        (handed_in / name).write_text(text, encoding="utf-8")
    with zipfile.ZipFile(handed_in / "fay.zip", "w") as archive:
        archive.writestr("homework/demo.py", RIGHT)
    (handed_in / "guy.py").symlink_to(solution / "demo.py")
    return tmp_path


def start(course: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "autograder.cli", "grade", "demo", "handed_in", *options]
    return subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def events(course: Path) -> list[tuple[str, str]]:
    path = course / "handed_in-graded" / "journal.jsonl"
    whole = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [(line["event"], line["file"]) for line in map(json.loads, whole)]


def wait_for(course: Path, process: subprocess.Popen[str], event: tuple[str, str]) -> None:
    """Until the journal holds an event."""
    deadline = time.monotonic() + PATIENCE
    while event not in events(course):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, events(course)
        time.sleep(0.01)


def end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def written(course: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((course / "handed_in-graded" / "reports.json").read_text("utf-8"))
    return data


def test_a_batch_that_is_killed_and_stopped_ends_as_if_it_had_run_through(course: Path) -> None:
    process = start(course, "--jobs", "1")
    wait_for(course, process, ("started", "bob.py"))
    process.send_signal(signal.SIGKILL)
    assert end(process)[0] == -signal.SIGKILL
    assert ("finished", "ada.py") in events(course)
    assert not (course / "handed_in-graded" / "reports.json").exists()

    process = start(course, "--jobs", "1")
    wait_for(course, process, ("started", "dee.py"))
    process.send_signal(signal.SIGINT)
    code, out, err = end(process)
    assert code == 130, err
    assert "Stopping: what is being graded is waited for." in err
    assert "Partial: 6 not graded yet; the same command goes on from here." in out
    partial = written(course)
    assert partial["partial"] is True
    assert [entry["file"] for entry in partial["submissions"]] == ["ada.py", "cy.py", "dee.py"]

    code, out, err = end(start(course, "--jobs", "2"))
    assert code == 0, err
    assert "9 of 9 graded" in out
    whole = written(course)
    assert whole["partial"] is False
    assert [(entry["file"], entry["report"]["score"]) for entry in whole["submissions"]] == [
        ("ada.py", 3),
        ("bob.py", 0),
        ("cy.py", 1),
        ("dee.py", 0),
        ("eve.zip", 0),
        ("fay.zip", 3),
        ("guy.py", 0),
        ("team9/demo.py", 3),
        ("team10.py", 3),
    ]
    by_file = {entry["file"]: entry["report"]["outcomes"] for entry in whole["submissions"]}
    assert {o["verdict"] for o in by_file["bob.py"]} == {"timeout"}
    assert {o["message"] for o in by_file["eve.zip"]} == {
        "the submission cannot be read: this is not a zip file, or it is damaged"
    }
    assert {o["message"] for o in by_file["guy.py"]} == {
        "the submission cannot be read: this is a link, not a file"
    }
    counts = Counter(events(course))
    assert {count for (event, _), count in counts.items() if event == "finished"} == {1}
    assert [event for event in events(course) if event[0] == "started"][-1] == ("started", "bob.py")
    assert counts["started", "bob.py"] == 2

    with (course / "handed_in-graded" / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["student"] for row in rows] == [
        *("ada", "bob", "cy", "dee", "eve", "fay", "guy", "team9", "team10")
    ]
    assert [row["running_mean"] for row in rows] == ["3", "0", "1", "0", "0", "3", "0", "3", "3"]


def test_a_second_ctrl_c_ends_the_command_at_once_with_what_there_is(course: Path) -> None:
    process = start(course, "--jobs", "1")
    wait_for(course, process, ("started", "bob.py"))
    process.send_signal(signal.SIGINT)
    assert process.stderr
    shown = ""
    while "Stopping" not in shown:
        shown = process.stderr.readline()
        assert shown, "the command ended without saying that it stops"
    process.send_signal(signal.SIGINT)
    code, _, _ = end(process)
    assert code == 130
    assert [entry["file"] for entry in written(course)["submissions"]] == ["ada.py"]
    assert events(course)[-1] == ("stopped", "bob.py")
