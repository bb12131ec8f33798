"""What a student hands in is received once, counted rightly, and dated by when it began to come."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from serving import Desk, report_of

from autograder.errors import InstructorError, KitError, OperatorError, StudentError
from autograder.results import Verdict

DAY = 86400.0


def test_a_hand_in_gets_a_number_a_job_and_what_is_left(desk: Desk) -> None:
    person = desk.enrol()
    first, second = desk.hand_in(person, "a = 1"), desk.hand_in(person, "a = 2")
    assert [(r.number, r.attempts_left, r.again, r.late_factor) for r in (first, second)] == [
        (1, 2, False, 1.0),
        (2, 1, False, 1.0),
    ]
    assert desk.lease().blob == first.sha256


def test_the_same_upload_sent_twice_is_one_submission(desk: Desk) -> None:
    person = desk.enrol()
    receipts = [desk.hand_in(person, key="page 7") for _ in range(5)]  # more than there are attempts
    assert {r.submission for r in receipts} == {receipts[0].submission}
    assert [r.again for r in receipts] == [False, True, True, True, True]
    assert desk.lease()
    assert desk.queue.lease("two", ["cpu"]) is None


def test_another_file_under_the_same_key_is_refused(desk: Desk) -> None:
    person = desk.enrol()
    desk.hand_in(person, "a = 1", key="page 7")
    with pytest.raises(StudentError, match="another file"):
        desk.hand_in(person, "a = 2", key="page 7")


def test_two_people_may_have_the_same_key_and_the_same_content(desk: Desk) -> None:
    receipts = [desk.hand_in(desk.enrol(f"{k}@example.org"), key="1") for k in range(2)]
    assert [r.number for r in receipts] == [1, 1]


def test_uploads_at_the_same_moment_get_different_numbers_and_no_more_than_there_are(desk: Desk) -> None:
    person, seen, refused = desk.enrol(), [], []

    def send(k: int) -> None:
        try:
            seen.append(desk.hand_in(person, f"a = {k}", key=str(k)).number)
        except StudentError as error:
            refused.append(error.message)

    threads = [threading.Thread(target=send, args=(k,)) for k in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [1, 2, 3]
    assert refused == ["all 3 attempts are used"] * 5


def test_attempts_that_are_used_up_are_refused_before_anything_is_stored(desk: Desk) -> None:
    person = desk.enrol()
    for k in range(3):
        desk.hand_in(person, f"a = {k}")

    def untouched() -> Iterator[bytes]:
        raise AssertionError
        yield b""

    with pytest.raises(StudentError, match="all 3 attempts are used"):
        desk.intake.receive(person, "demo", untouched(), "demo.py", "key")


@pytest.mark.parametrize(("verdict", "left"), [(Verdict.INTERNAL, 3), (Verdict.FAILED, 2)])
def test_what_fails_by_our_own_fault_is_no_attempt(desk: Desk, verdict: Verdict, left: int) -> None:
    person = desk.enrol()
    desk.hand_in(person)
    desk.grade(0.0, verdict)
    assert desk.hand_in(person, "a = 2").attempts_left == left - 1


def test_what_was_cancelled_before_it_ran_is_no_attempt_and_what_ran_is_one(desk: Desk) -> None:
    person = desk.enrol()
    ran = desk.hand_in(person)
    desk.lease()
    desk.queue.cancel(ran.job, "ada@example.org")
    desk.queue.cancel(desk.hand_in(person).job, "ada@example.org")
    assert desk.hand_in(person).attempts_left == 1


def test_what_comes_late_is_taken_and_loses_its_share(desk: Desk) -> None:
    person = desk.enrol()
    desk.clock.tick(17 * DAY)
    assert desk.hand_in(person).late_factor == pytest.approx(0.9)
    desk.clock.tick(5 * DAY)
    assert desk.hand_in(person).late_factor == 0.0


def test_the_moment_that_counts_is_when_it_began_to_come(desk: Desk) -> None:
    person = desk.enrol()

    def slow() -> Iterator[bytes]:
        yield b"a"
        desk.clock.tick(30 * DAY)
        yield b" = 1"

    receipt = desk.intake.receive(person, "demo", slow(), "demo.py", "key")
    assert receipt.late_factor == 1.0


@pytest.mark.parametrize(
    ("slug", "file", "key", "message"),
    [
        ("later", "later.py", "1", "not been released"),
        ("demo", "demo.docx", "1", "`demo.docx` is not graded"),
        ("demo", "demo", "1", "is not graded"),
        ("demo", "demo.py", "", "no key"),
        ("nothing", "demo.py", "1", "no assignment"),
    ],
)
def test_what_cannot_be_received_is_refused_with_a_sentence(
    desk: Desk, slug: str, file: str, key: str, message: str
) -> None:
    with pytest.raises((StudentError, InstructorError), match=message):
        desk.intake.receive(desk.enrol(), slug, [b"x"], file, key)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/x.py", "x.py"),
        ("C:\\Users\\Ada\\My work.IPYNB", "My work.ipynb"),
        ("a\x00b\n.py", "a\\x00b\\n.py"),
        ("\ud800" + "é" * 500 + ".zip", "\\ud800" + "é" * 54 + ".zip"),
        ("🙂" * 100 + ".py", "🙂" * 59 + "….py"),
    ],
)
def test_a_file_name_is_made_fit_for_a_path_and_a_database(desk: Desk, sent: str, kept: str) -> None:
    desk.intake.receive(desk.enrol(), "demo", [b"x"], sent, "key")
    assert desk.lease().file == kept


def test_nothing_is_received_when_the_disk_is_full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OperatorError("the disk is full")

    monkeypatch.setattr(type(desk.blobs), "put", full)
    with pytest.raises(KitError, match="full"):
        desk.hand_in(desk.enrol())
    assert desk.queue.lease("one", ["cpu"]) is None


def test_the_release_is_that_of_the_day(desk: Desk) -> None:
    desk.release = "demo-7"
    desk.hand_in(desk.enrol())
    lease = desk.lease()
    assert lease.release == report_of(lease)["release"] == "demo-7"
