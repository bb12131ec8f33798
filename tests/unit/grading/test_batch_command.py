"""`autograder grade SLUG FOLDER`: what it prints, where it writes, and its exit code. No sandbox is started."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest
from batching import Event, FakeGrader, make_room

from autograder import cli
from autograder.errors import OperatorError
from autograder.grading.batch import command

COURSE = """\
title: A course
time_zone: Europe/Paris
runner: cpu
attempts: 20
late: {grace_minutes: 15, penalty_per_day: 0.1, max_days: 3}
assignments:
  - {slug: demo, weight: 1, released: 2027-09-13T09:00:00+02:00, due: 2027-09-26T23:59:00+02:00}
"""
Grade = Callable[..., tuple[int, str, str]]


class Desk:
    """A course with a folder of hand-ins, and a grader whose days the test decides on."""

    def __init__(self, root: Path) -> None:
        self.room = make_room(root)
        self.happens: Event = lambda path: None
        self.calls: list[object] = []

    def grader(self, root: Path, require: str | None, *, spares: int, gpu: bool) -> OneGrader:
        self.calls.append((require, spares))
        return OneGrader(self.room.solution, self.happens)


class OneGrader(FakeGrader):
    """The grader of one command."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.graded.clear()

    def prepare(self, slug: str) -> None:
        assert slug == "demo"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    (tmp_path / "course.yaml").write_text(COURSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    monkeypatch.setattr(command, "Grader", desk.grader)
    return desk


@pytest.fixture
def grade(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Grade:
    """Runs the command in this process: exit code, stdout, stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["autograder", "grade", "demo", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return run


def test_a_batch_says_how_it_went_and_where_its_files_are(desk: Desk, grade: Grade, tmp_path: Path) -> None:
    desk.room.hand_in("ada.py", "bob/a.py", "bob/b.py", "cy/demo.py", "roster.csv", "cy/.DS_Store")
    code, out, err = grade("handed_in", "--jobs", "1")
    assert code == 0
    title, _, _, _, row, _, *lines = out.splitlines()
    assert title.strip() == "3 of 3 graded"
    assert row.split() == ["│", "running_mean", "│", "2", "│", "67%", "│"]
    assert lines[0] == "Scores out of 3: median 3, quartiles 1.5 and 3, lowest 0, highest 3; full marks 2."
    assert lines[1].startswith("Slowest: ")
    assert lines[2:] == [
        "Isolation: bubblewrap (2).",
        "Isolation: nothing was run (1).",
        "Ignored, no hand-ins: roster.csv.",
        "Hidden files and folders, not looked at: 1.",
        f"{tmp_path / 'handed_in-graded'}: reports.json, scores.csv, journal.jsonl",
    ]
    shown = err.splitlines()
    assert [line.split(",")[0] for line in shown] == [f"{k} of 3 graded" for k in (1, 2, 3)]
    assert shown[-1].endswith(", full marks 2 · less 1 · internal 0")


def test_a_long_batch_prints_a_line_at_each_tenth(desk: Desk, grade: Grade) -> None:
    desk.room.hand_in(*(f"s{k}.py" for k in range(73)))
    code, _, err = grade("handed_in")
    assert code == 0
    assert [int(line.split()[0]) for line in err.splitlines()] == [8, 15, 22, 30, 37, 44, 52, 59, 66, 73]


def test_a_batch_that_is_graded_already_starts_no_grader(desk: Desk, grade: Grade) -> None:
    desk.room.hand_in("ada.py")
    assert grade("handed_in")[0] == 0
    assert grade("handed_in/")[0] == 0
    assert desk.calls == [(None, 0)]


def test_an_internal_report_ends_with_1_and_is_kept_from_the_scores(desk: Desk, grade: Grade) -> None:
    desk.room.hand_in("ada.py", "bob.py")

    def happens(path: Path) -> None:
        if path.name == "bob.py":
            raise ValueError

    desk.happens = happens
    code, out, _ = grade("handed_in")
    assert code == 1
    assert "Scores out of 3: median 3, quartiles 3 and 3, lowest 3, highest 3; full marks 1.\n" in out
    assert "1 ended by our fault (internal) and are not among the scores" in out
    desk.happens = lambda path: None
    assert grade("handed_in")[0] == 1
    assert grade("handed_in", "--again")[0] == 0


def test_ctrl_c_ends_with_130_and_says_how_to_go_on(desk: Desk, grade: Grade) -> None:
    desk.room.hand_in("ada.py", "bob.py")

    def happens(path: Path) -> None:
        if path.name == "bob.py":
            raise KeyboardInterrupt

    desk.happens = happens
    code, out, err = grade("handed_in", "--jobs", "1")
    assert code == 130
    assert "Partial: 1 not graded yet; the same command goes on from here.\n" in out
    assert "Stopping: what is being graded is waited for. Ctrl-C again ends at once.\n" in err


def test_a_machine_that_cannot_grade_is_told_of_after_the_summary(desk: Desk, grade: Grade) -> None:
    desk.room.hand_in("ada.py", "bob.py")

    def happens(path: Path) -> None:
        if path.name == "bob.py":
            raise OperatorError("the machine is out of memory")

    desk.happens = happens
    code, out, err = grade("handed_in", "--jobs", "1")
    assert code == 2
    assert "Partial: 1 not graded yet;" in out
    assert err.endswith("operator: the machine is out of memory\n")


def test_reports_go_where_they_are_wanted_even_among_the_hand_ins(desk: Desk, grade: Grade) -> None:
    desk.room.hand_in("ada.py")
    assert grade("handed_in", "--out", "handed_in/reports")[0] == 0
    code, out, _ = grade("handed_in", "--out", "handed_in/reports")
    assert code == 0
    assert "1 of 1 graded" in out
    assert "Ignored" not in out


def test_reports_do_not_go_into_the_folder_itself(desk: Desk, grade: Grade) -> None:
    desk.room.hand_in("ada.py")
    assert grade("handed_in", "--out", "handed_in") == (
        2,
        "",
        f"instructor: {desk.room.folder}: reports cannot go among the hand-ins\n"
        "    Give --out another folder, or leave it out.\n",
    )


def test_a_folder_without_hand_ins_is_no_success(desk: Desk, grade: Grade) -> None:
    desk.room.hand_in("roster.csv")
    assert grade("handed_in") == (
        2,
        "",
        f"instructor: {desk.room.folder}: nothing was handed in here\n"
        "    It should hold .ipynb, .py or .zip files, or a folder for each student.\n",
    )
    assert not desk.room.folder.with_name("handed_in-graded").exists()


@pytest.mark.parametrize("extra", [("--json",), ("handed_in/ada.py",)])
def test_a_folder_is_graded_alone_and_without_json(desk: Desk, grade: Grade, extra: tuple[str]) -> None:
    desk.room.hand_in("ada.py")
    code, _, err = grade("handed_in", *extra)
    assert code == 2
    assert "a folder is graded alone, and without --json" in " ".join(err.replace("│", " ").split())


@pytest.mark.parametrize("option", [("--jobs", "2"), ("--out", "elsewhere"), ("--again",)])
def test_options_of_a_batch_are_refused_for_files(desk: Desk, grade: Grade, option: tuple[str, ...]) -> None:
    desk.room.hand_in("ada.py")
    code, _, err = grade("handed_in/ada.py", *option)
    assert code == 2
    assert "--jobs, --out and --again are for a folder of submissions" in " ".join(
        err.replace("│", " ").split()
    )


def test_the_isolation_that_is_asked_for_is_asked_of_earlier_reports(desk: Desk, grade: Grade) -> None:
    desk.room.hand_in("ada.py", "bob.py")
    grade("handed_in")
    grade("handed_in", "--require-isolation", "bubblewrap")
    grade("handed_in", "--require-isolation", "bubblewrap+fork")
    assert desk.calls == [(None, 1), ("bubblewrap+fork", 1)]


@pytest.mark.parametrize(
    ("require", "isolation", "accepted"),
    [
        (None, "process (NOT isolated: do not use for credit)", True),
        ("process", "process (NOT isolated: do not use for credit)", True),
        ("process", "bubblewrap", True),
        ("bubblewrap", "bubblewrap", True),
        ("bubblewrap", "process (NOT isolated: do not use for credit)", False),
        ("bubblewrap", "a rung of some other version", False),
        ("no such rung", "bubblewrap", False),
        ("bubblewrap", "nothing was run", True),
        ("bubblewrap", "unknown", True),
    ],
)
def test_a_report_will_do_when_its_rung_is_strong_enough(
    require: str | None, isolation: str, accepted: bool
) -> None:
    assert command._accepts(require, isolation) is accepted
