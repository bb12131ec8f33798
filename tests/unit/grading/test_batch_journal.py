"""A journal is taken up where it ended, however it ended."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from batching import full_marks, make_room

from autograder.errors import OperatorError
from autograder.grading.batch.journal import Journal
from autograder.results import Report, report_to_json

SHA = "5" * 64


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return full_marks(make_room(tmp_path).solution, SHA)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "reports"


def lines(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / "journal.jsonl").read_text("utf-8").splitlines()]


def killed(journal: Journal) -> None:
    """End a journal as the death of its process does: without a word."""
    journal._file.close()


def test_what_was_finished_is_known_to_the_next_run_word_for_word(out: Path, report: Report) -> None:
    with Journal(out) as journal:
        journal.start("ada.py", SHA, report.release)
        first = journal.finish("ada.py", report, 1.25)
    with Journal(out) as journal:
        assert journal.finished == {"ada.py": first}
        assert (first.score, first.possible, first.internal, first.seconds) == (3, 3, 0, 1.25)
        assert list(journal.reports(["bob.py", "ada.py"])) == [(first, report_to_json(report))]


def test_a_half_written_last_line_is_dropped_and_the_next_starts_afresh(out: Path, report: Report) -> None:
    with Journal(out) as journal:
        journal.finish("ada.py", report, 1)
        journal.finish("bob.py", report, 1)
    path = out / "journal.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    with Journal(out) as journal:
        assert list(journal.finished) == ["ada.py"]
        journal.finish("cy.py", report, 1)
    assert [line["file"] for line in lines(out)] == ["ada.py", "cy.py"]
    with Journal(out) as journal:
        assert [one.file for one, _ in journal.reports(["ada.py", "cy.py"])] == ["ada.py", "cy.py"]


def test_a_spoiled_line_costs_itself_and_no_other(out: Path, report: Report) -> None:
    with Journal(out) as journal:
        journal.finish("ada.py", report, 1)
    with (out / "journal.jsonl").open("ab") as file:
        file.write(b"\0" * 50 + b'\n[]\n{"event": "finished"}\n')
    with Journal(out) as journal:
        journal.finish("bob.py", report, 1)
    with Journal(out) as journal:
        found = [one.file for one, _ in journal.reports(["ada.py", "bob.py"])]
        assert found == ["ada.py", "bob.py"]


def test_deaths_are_starts_without_an_end(out: Path, report: Report) -> None:
    for deaths in range(2):
        journal = Journal(out)
        assert journal.deaths("ada.py", SHA, "r") == deaths
        assert journal.died("ada.py") == bool(deaths)
        journal.start("ada.py", SHA, "r")
        killed(journal)
    with Journal(out) as journal:
        assert journal.deaths("ada.py", SHA, "r") == 2
        assert journal.deaths("ada.py", "another file", "r") == 0
        assert journal.deaths("ada.py", SHA, "another release") == 0
        journal.finish("ada.py", report, 1)
    with Journal(out) as journal:
        assert not journal.died("ada.py")


def test_a_journal_that_is_closed_in_order_leaves_no_death_behind(out: Path) -> None:
    with Journal(out) as journal:
        journal.start("ada.py", SHA, "r")
    assert [line["event"] for line in lines(out)] == ["started", "stopped"]
    with Journal(out) as journal:
        assert not journal.died("ada.py")


def test_an_orderly_end_does_not_undo_an_earlier_death(out: Path) -> None:
    journal = Journal(out)
    journal.start("ada.py", SHA, "r")
    killed(journal)
    with Journal(out) as journal:
        journal.start("ada.py", SHA, "r")
    with Journal(out) as journal:
        assert journal.deaths("ada.py", SHA, "r") == 1


def test_what_a_thread_brings_after_the_end_is_not_written(out: Path, report: Report) -> None:
    journal = Journal(out)
    journal.start("ada.py", SHA, "r")
    journal.close()
    journal.finish("ada.py", report, 1)
    journal.start("bob.py", SHA, "r")
    journal.close()
    assert journal.finished == {}
    assert [line["event"] for line in lines(out)] == ["started", "stopped"]


def test_forgiving_lasts_and_spares_what_was_graded(out: Path, report: Report) -> None:
    journal = Journal(out)
    journal.finish("ada.py", report, 1)
    journal.start("bob.py", SHA, "r")
    killed(journal)
    with Journal(out) as journal:
        journal.forgive()
        assert not journal.died("bob.py")
    with Journal(out) as journal:
        assert not journal.died("bob.py")
        assert list(journal.finished) == ["ada.py"]


def test_two_batches_cannot_write_one_folder(out: Path) -> None:
    with Journal(out), pytest.raises(OperatorError) as caught:
        Journal(out)
    assert str(caught.value) == (
        f"{out}: another batch is writing here\n    Wait for it, or give this one another folder with --out."
    )
    Journal(out).close()


def test_a_full_disk_is_the_operators_problem_and_leaves_whole_lines(
    out: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(out) as journal:
        journal.finish("ada.py", report, 1)
        write = journal._write

        def half(data: bytes) -> None:
            write(data[: len(data) // 2])
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(journal, "_write", half)
            with pytest.raises(OperatorError) as caught:
                journal.finish("bob.py", report, 1)
        assert caught.value.message == "the journal cannot be written (No space left on device)"
        journal.finish("cy.py", report, 1)
    assert [line["file"] for line in lines(out)] == ["ada.py", "cy.py"]


def test_the_disk_is_waited_for_no_more_than_once_a_second(
    out: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    clock = iter([0.0, 0.1, 0.2, 1.5, 1.5, 1.6])
    monkeypatch.setattr("autograder.grading.batch.journal.time.monotonic", lambda: next(clock))
    journal = Journal(out)
    counts = []
    for name in ("a.py", "b.py", "c.py", "d.py"):
        journal.finish(name, report, 1)
        counts.append(len(synced))
    journal.close()
    assert (counts, len(synced)) == ([0, 0, 1, 1], 2)


def test_the_folder_is_for_its_owner_only(out: Path) -> None:
    Journal(out).close()
    assert out.stat().st_mode & 0o777 == 0o700
