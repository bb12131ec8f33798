"""A regrade changes nothing until it is published, and then only what it could grade."""

from __future__ import annotations

import threading

import pytest
from serving import Desk

from autograder.errors import InstructorError
from autograder.results import Verdict
from autograder.server import outbox, regrade
from autograder.server.schema import Kind


def begin(desk: Desk, release: str = "demo-2", actor: str = "grace@example.org") -> int:
    return regrade.start(desk.database, desk.queue, "demo", release, Kind.CPU, actor)


def test_the_old_result_counts_until_the_new_ones_are_published(desk: Desk) -> None:
    receipts = [desk.hand_in(desk.enrol(f"{k}@example.org"), f"a = {k}") for k in range(2)]
    for _ in receipts:
        desk.grade(1.0)
    number = begin(desk)
    assert regrade.waiting(desk.database, number) == (2, 2)
    assert desk.grade(0.5).release == "demo-2"
    with pytest.raises(InstructorError, match="1 submissions"):
        regrade.publish(desk.database, number, "grace@example.org")
    desk.grade(1.0)
    assert [desk.score(r.submission) for r in receipts] == [1.0, 1.0]
    assert regrade.changes(desk.database, number) == (regrade.Change(receipts[0].submission, 1.0, 0.5),)
    regrade.publish(desk.database, number, "grace@example.org")
    regrade.publish(desk.database, number, "grace@example.org")
    assert [desk.score(r.submission) for r in receipts] == [0.5, 1.0]
    told: list[str] = []
    outbox.deliver(desk.database, lambda kind, body: told.append(kind))
    assert told == ["graded"] * 4 + ["published"]


def test_two_instructors_at_once_start_one(desk: Desk) -> None:
    for k in range(3):
        desk.hand_in(desk.enrol(f"{k}@example.org"))
        desk.grade()
    numbers: list[int] = []
    threads = [threading.Thread(target=lambda: numbers.append(begin(desk))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 4
    assert len(set(numbers)) == 1
    assert regrade.waiting(desk.database, numbers[0]) == (3, 3)


def test_what_was_handed_in_for_the_new_release_is_not_graded_again(desk: Desk) -> None:
    desk.hand_in(desk.enrol())
    desk.release = "demo-2"
    desk.hand_in(desk.enrol("b@example.org"))
    assert regrade.waiting(desk.database, begin(desk)) == (1, 1)


def test_a_student_waits_for_no_regrade(desk: Desk) -> None:
    person = desk.enrol()
    desk.hand_in(person)
    desk.grade()
    begin(desk)
    receipt = desk.hand_in(person)
    assert desk.lease().job == receipt.job


def test_what_ended_by_our_fault_or_was_cancelled_keeps_its_old_result(desk: Desk) -> None:
    receipts = [desk.hand_in(desk.enrol(f"{k}@example.org")) for k in range(2)]
    for _ in receipts:
        desk.grade(1.0)
    number = begin(desk)
    desk.grade(0.0, Verdict.INTERNAL)
    desk.queue.cancel(desk.lease().job, "grace@example.org")
    assert regrade.changes(desk.database, number) == ()
    regrade.publish(desk.database, number, "grace@example.org")
    assert [desk.score(r.submission) for r in receipts] == [1.0, 1.0]


def test_a_regrade_mends_what_had_ended_by_our_fault(desk: Desk) -> None:
    receipt = desk.hand_in(desk.enrol())
    desk.grade(0.0, Verdict.INTERNAL)
    number = begin(desk)
    desk.grade(1.0)
    assert desk.score(receipt.submission) == 0.0
    regrade.publish(desk.database, number, "grace@example.org")
    assert desk.score(receipt.submission) == 1.0


def test_a_notice_that_cannot_be_sent_is_sent_later_and_in_order(desk: Desk) -> None:
    jobs = []
    for k in range(3):
        desk.hand_in(desk.enrol(f"{k}@example.org"))
        jobs.append(desk.grade().job)
    told: list[int] = []

    def announce(kind: str, body: object) -> None:
        if len(told) == 1 and not announce.__dict__.setdefault("failed", False):
            announce.__dict__["failed"] = True
            raise ConnectionError
        assert isinstance(body, dict)
        told.append(body["job"])

    with pytest.raises(ConnectionError):
        outbox.deliver(desk.database, announce)
    assert outbox.deliver(desk.database, announce) == 2
    assert outbox.deliver(desk.database, announce) == 0
    assert told == jobs
