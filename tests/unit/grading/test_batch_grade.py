"""Many hand-ins at once: all get a report, in order, once, and one that goes wrong costs itself."""

from __future__ import annotations

import csv
import math
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from batching import Event, FakeGrader, Log, Room, full_marks, make_room

from autograder.errors import InstructorError, OperatorError
from autograder.grading.batch.grade import Batch, Plan, plan
from autograder.grading.batch.handins import HandIn
from autograder.grading.batch.journal import Journal
from autograder.grading.submission import digest

DIED = "the grader died twice while grading this"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return make_room(tmp_path)


def raising(name: str, error: BaseException) -> Event:
    """An event that happens to one hand-in."""

    def happens(path: Path) -> None:
        if path.name == name:
            raise error

    return happens


def die_with(room: Room, *names: str) -> None:
    """Leave the journal as the death of the grader does, with these in hand."""
    journal = Journal(room.out)
    for handin in room.handins:
        if handin.file in names:
            sha256 = full_marks(room.solution, digest(handin.path)).submission
            journal.start(handin.file, sha256, room.solution.release)
    journal._file.close()


def test_reports_and_scores_come_in_the_order_of_the_names_whoever_ends_first(room: Room) -> None:
    room.hand_in("s10.py", "s2.py", "s1.py", "team/demo.py")
    second = threading.Event()
    log = Log()
    log.on_graded = second.set

    def happens(path: Path) -> None:
        if path.name == "s1.py":
            assert second.wait(10)

    assert room.run(happens, log=log).complete
    assert log.files.index("s1.py") > 0
    order = ["s1.py", "s2.py", "s10.py", "team/demo.py"]
    assert list(room.reports) == order
    with (room.out / "scores.csv").open(encoding="utf-8", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == order


def test_the_files_hold_what_the_documentation_says(room: Room) -> None:
    room.hand_in("ada.py")
    room.run()
    sha256 = digest(room.folder / "ada.py")
    data = room.written
    assert list(data) == ["assignment", "release", "graded", "partial", "submissions"]
    assert (data["assignment"], data["release"], data["partial"]) == ("demo", room.solution.release, False)
    assert data["submissions"][0]["student"] == "ada"
    assert data["submissions"][0]["report"]["submission"] == sha256
    assert (room.out / "scores.csv").read_text("utf-8") == (
        "student,file,score,possible,passed,failed,error,timeout,skipped,internal,isolation,sha256,running_mean\n"
        f"ada,ada.py,3,3,2,0,0,0,0,0,bubblewrap,{sha256},3\n"
    )
    assert sorted(p.name for p in room.out.iterdir()) == ["journal.jsonl", "reports.json", "scores.csv"]


def test_names_that_are_formulae_are_no_formulae_in_the_table(room: Room) -> None:
    room.hand_in("=1+1.py", "+a.py", "-a.py", "@a.py", "a=b.py", "\tx.py")
    room.run()
    with (room.out / "scores.csv").open(encoding="utf-8", newline="") as file:
        students = {row["student"] for row in csv.DictReader(file)}
    assert students == {"'=1+1", "'+a", "'-a", "'@a", "a=b", "\\tx"}
    assert "=1+1.py" in room.reports


def test_a_name_that_is_no_text_is_graded_and_shown_escaped(room: Room) -> None:
    Path(os.fsdecode(os.fsencode(room.folder) + b"/j\xf6rg.py")).write_text("")
    assert room.run().complete
    assert list(room.reports) == ["j\\udcf6rg.py"]
    assert room.run().graded == []


def test_a_second_run_grades_nothing_again_and_writes_the_same(room: Room) -> None:
    room.hand_in("ada.py", "bob.py")
    assert room.run().graded == ["ada.py", "bob.py"]
    before = (room.out / "scores.csv").read_bytes()
    again = room.run()
    assert (again.graded, again.complete) == ([], True)
    assert (room.out / "scores.csv").read_bytes() == before


def test_a_changed_file_is_graded_again_and_only_that(room: Room) -> None:
    room.hand_in("ada.py", "bob.py")
    room.run()
    (room.folder / "bob.py").write_text("better")
    assert room.run().graded == ["bob.py"]
    assert room.reports["bob.py"]["submission"] == digest(room.folder / "bob.py")


def test_a_changed_release_grades_everybody_again(room: Room) -> None:
    room.hand_in("ada.py", "bob.py")
    room.run()
    checks = room.solution.folder / "checks.py"
    checks.write_text(checks.read_text("utf-8") + "\n# mended\n", encoding="utf-8")
    room.solution.__dict__.pop("release")
    assert room.run().graded == ["ada.py", "bob.py"]


def test_a_report_of_weaker_isolation_than_is_asked_for_is_made_again(room: Room) -> None:
    room.hand_in("ada.py")
    room.run()
    assert room.run(accepts=lambda isolation: isolation == "bubblewrap").graded == []
    assert room.run(accepts=lambda isolation: isolation != "bubblewrap").graded == ["ada.py"]


def test_one_who_is_gone_from_the_folder_is_gone_from_the_files(room: Room) -> None:
    room.hand_in("ada.py", "bob.py")
    room.run()
    (room.folder / "ada.py").unlink()
    assert room.run().summary.graded == 1
    assert list(room.reports) == ["bob.py"]


def test_whatever_grading_raises_costs_that_one_and_leaves_a_trace(room: Room) -> None:
    room.hand_in("ada.py", "bob.py", "cy.py")
    run = room.run(raising("bob.py", RecursionError("too deep")))
    assert run.complete
    message = "the grader failed on this submission with RecursionError"
    assert room.messages("bob.py") == {("internal", message)}
    assert (room.reports["bob.py"]["possible"], room.reports["bob.py"]["isolation"]) == (0, "unknown")
    assert room.messages("ada.py") == room.messages("cy.py") == {("passed", "")}
    assert (run.summary.internal, run.summary.scores) == (1, (3, 3))
    log = (room.out / "errors.log").read_text("utf-8")
    assert " 'bob.py'\nTraceback (most recent call last):\n" in log
    assert log.endswith("RecursionError: too deep\n\n")


def test_what_ended_by_our_fault_is_graded_again_only_when_asked(room: Room) -> None:
    room.hand_in("ada.py", "bob.py")
    room.run(raising("bob.py", ValueError()))
    assert room.run().graded == []
    assert room.run(again=True).graded == ["bob.py"]
    assert room.messages("bob.py") == {("passed", "")}


def test_a_report_that_is_no_json_is_our_fault_too(room: Room) -> None:
    room.hand_in("ada.py")
    sound = full_marks(room.solution, "")
    endless = tuple(replace(outcome, seconds=math.inf) for outcome in sound.outcomes)
    assert room.run(lambda path: replace(sound, outcomes=endless)).complete
    assert room.messages("ada.py") == {("internal", "the grader failed on this submission with ValueError")}


def test_a_folder_that_leaves_open_what_to_grade_is_an_error_of_its_student(room: Room) -> None:
    room.hand_in("ada/a.py", "ada/b.py", "bob.py")
    run = room.run()
    message = "the submission cannot be read: `a.py` and `b.py` could each be what is to be graded"
    assert room.messages("ada") == {("error", message)}
    assert (run.graded, run.summary.internal) == (["bob.py"], 0)
    (room.folder / "ada" / "b.py").unlink()
    assert room.run().graded == ["a.py"]


def test_a_file_that_we_may_not_read_is_our_fault(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.hand_in("ada.py", "bob.py")

    def refused(path: Path) -> str:
        if path.name == "ada.py":
            raise PermissionError(13, "Permission denied")
        return digest(path)

    monkeypatch.setattr("autograder.grading.batch.grade.digest", refused)
    assert room.run().graded == ["bob.py"]
    assert room.messages("ada.py") == {("internal", "the submission cannot be read: Permission denied")}


def test_a_fault_that_concerns_everybody_ends_the_batch_and_keeps_what_is_graded(room: Room) -> None:
    names = [f"s{k}.py" for k in range(9)]
    room.hand_in(*names)
    error = OperatorError("no sandbox works here")
    run = room.run(raising("s1.py", error), jobs=1)
    assert run.error is error
    assert "s0.py" in room.reports
    assert len(room.reports) < 8
    assert ("stopped", "s1.py") in room.events
    assert room.written["partial"] is True
    assert room.run().complete
    assert list(room.reports) == names


def test_a_broken_solution_ends_the_batch(room: Room) -> None:
    room.hand_in("ada.py")
    error = InstructorError("the probes do not load")
    assert room.run(raising("ada.py", error)).error is error


def test_ctrl_c_waits_for_what_is_in_hand_and_hands_out_no_more(room: Room) -> None:
    names = [f"s{k}.py" for k in range(20)]
    room.hand_in(*names)
    in_hand, stopping = threading.Event(), threading.Event()

    def happens(path: Path) -> None:
        if path.name == "s0.py":
            assert in_hand.wait(10)
            raise KeyboardInterrupt
        in_hand.set()
        assert stopping.wait(10)
        threading.Event().wait(0.2)  # what was not begun could begin now

    run = room.run(happens, log=Log(on_stopping=stopping.set))
    assert (run.complete, run.error) == (False, None)
    kept = list(room.reports)
    assert kept in (["s1.py"], ["s1.py", "s2.py"])  # s2 may or may not have begun when s0 ended
    assert run.graded == ["s0.py", *kept]
    assert room.written["partial"] is True
    assert (run.summary.graded, run.summary.handins) == (len(kept), 20)
    rest = room.run()
    assert rest.complete
    assert rest.graded == sorted(set(names) - set(kept))
    assert list(room.reports) == names
    assert room.written["partial"] is False


def test_a_second_ctrl_c_waits_for_nothing_and_is_nobodys_death(room: Room) -> None:
    room.hand_in("a.py", "b.py")
    in_hand, released = threading.Event(), threading.Event()

    def happens(path: Path) -> None:
        if path.name == "a.py":
            assert in_hand.wait(10)
            raise KeyboardInterrupt
        in_hand.set()
        assert released.wait(10)

    def interrupt() -> None:
        raise KeyboardInterrupt

    journal = Journal(room.out)
    todo = plan(room.handins, room.solution, journal, bool)
    batch = Batch(FakeGrader(room.solution, happens), room.solution, journal, 2, Log(on_stopping=interrupt))
    with pytest.raises(KeyboardInterrupt):
        batch.grade_all(todo)
    released.set()
    for thread in threading.enumerate():
        if thread.name.startswith("grade"):
            thread.join(10)
    assert journal.finished == {}
    assert room.events[2:] == [("stopped", "a.py"), ("stopped", "b.py")]


def test_those_that_the_grader_died_with_are_graded_alone_and_last(room: Room) -> None:
    room.hand_in("a.py", "b.py", "c.py", "d.py")
    die_with(room, "a.py", "b.py")
    b_began = threading.Event()

    def happens(path: Path) -> None:
        if path.name == "a.py":
            assert not b_began.wait(0.2)
        if path.name == "b.py":
            b_began.set()

    run = room.run(happens)
    assert sorted(run.grader.graded[:2]) == ["c.py", "d.py"]
    assert run.grader.graded[2:] == ["a.py", "b.py"]
    assert run.summary.internal == 0


def test_one_that_the_grader_died_with_twice_is_not_tried_again(room: Room) -> None:
    room.hand_in("a.py", "b.py")
    die_with(room, "a.py", "b.py")
    die_with(room, "a.py")
    run = room.run()
    assert run.graded == ["b.py"]
    assert room.messages("a.py") == {("internal", DIED)}
    assert run.summary.internal == 1
    assert room.run().graded == []
    assert room.run(again=True).graded == ["a.py"]
    assert room.messages("a.py") == {("passed", "")}


def test_one_that_the_grader_died_with_twice_is_tried_when_it_is_another_file(room: Room) -> None:
    room.hand_in("a.py")
    die_with(room, "a.py")
    die_with(room, "a.py")
    (room.folder / "a.py").write_text("mended")
    assert room.run().graded == ["a.py"]


def test_thousands_are_graded_in_a_bounded_number_of_threads_and_files(room: Room) -> None:
    names = [f"s{k}.py" for k in range(3000)]
    room.hand_in(*names)
    threads: set[int] = set()
    files: set[int] = set()

    def happens(path: Path) -> None:
        if path.stem.endswith("00"):
            threads.add(threading.active_count())
            files.add(open_files())

    before = (threading.active_count(), open_files())
    log = Log()
    run = room.run(happens, jobs=4, log=log)
    assert run.complete
    assert run.grader.most_in_hand <= 4
    assert max(threads) <= before[0] + 4
    assert max(files) <= before[1] + 1 + 2 * 4  # the journal; in each thread a file and the counting of files
    assert (threading.active_count(), open_files()) == before
    assert sorted(log.files) == sorted(names)
    assert list(room.reports) == names


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_no_more_hand_ins_are_taken_than_twice_the_jobs(room: Room) -> None:
    room.hand_in(*(f"s{k}.py" for k in range(50)))
    taken: list[str] = []
    ahead: list[int] = []

    class Line(tuple[HandIn, ...]):
        def __iter__(self) -> Iterator[HandIn]:
            for handin in super().__iter__():
                taken.append(handin.file)
                yield handin

    log = Log()
    log.on_graded = lambda: ahead.append(len(taken) - len(log.files))
    with Journal(room.out) as journal:
        batch = Batch(FakeGrader(room.solution), room.solution, journal, 3, log)
        assert batch.grade_all(Plan((), Line(room.handins), ()))
    assert len(ahead) == 50
    assert max(ahead) <= 6
