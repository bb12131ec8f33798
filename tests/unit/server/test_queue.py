"""Leases, tokens, deaths and clocks, one at a time; `test_queue_states` lets them meet at random."""

from __future__ import annotations

import threading

import pytest
from serving import LEASE, Desk, report_of
from sqlalchemy import select

from autograder.results import Verdict
from autograder.server.protocol import Hold
from autograder.server.queue import MAX_FAILURES, RETRY_SECONDS
from autograder.server.schema import Entry, Event, State
from autograder.server.standing import standing


def test_a_job_goes_to_one_runner_and_its_report_is_kept(desk: Desk) -> None:
    receipt = desk.hand_in(desk.enrol())
    lease = desk.lease()
    assert (lease.job, lease.blob, lease.file, lease.kind) == (receipt.job, receipt.sha256, "demo.py", "cpu")
    assert desk.queue.lease("two", ["cpu"]) is None
    report = report_of(lease)
    assert desk.queue.complete(lease.job, lease.token, report)
    assert desk.queue.complete(lease.job, lease.token, report)  # its answer was lost
    assert desk.results() == {receipt.job: report}


def test_a_runner_gets_only_kinds_it_asks_for_and_students_come_before_regrades(desk: Desk) -> None:
    first, second = desk.hand_in(desk.enrol()), desk.hand_in(desk.enrol("b@example.org"))
    with desk.database.write() as session:
        session.merge(desk.job(first.job)).priority = -1
    assert desk.queue.lease("one", ["gpu"]) is None
    assert [desk.lease().job, desk.lease().job] == [second.job, first.job]


def test_a_dead_runner_loses_its_job_and_its_late_report_is_refused(desk: Desk) -> None:
    desk.hand_in(desk.enrol())
    old = desk.lease()
    desk.clock.tick(LEASE + 1)
    new = desk.lease("two")
    assert new.job == old.job
    assert new.token > old.token
    assert desk.queue.heartbeat(old.job, old.token) is Hold.LOST
    assert not desk.queue.complete(old.job, old.token, report_of(old, 0.0))
    desk.queue.give_back(old.job, old.token)
    assert desk.queue.complete(new.job, new.token, report_of(new))
    assert desk.results()[new.job]["score"] == 1.0


def test_a_heartbeat_keeps_a_job(desk: Desk) -> None:
    desk.hand_in(desk.enrol())
    lease = desk.lease()
    for _ in range(5):
        desk.clock.tick(LEASE * 0.9)
        assert desk.queue.heartbeat(lease.job, lease.token) is Hold.HELD
        desk.queue.reap()
    assert desk.job(lease.job).failures == 0


def test_a_slow_runner_takes_up_again_what_nobody_else_took(desk: Desk) -> None:
    desk.hand_in(desk.enrol())
    lease = desk.lease()
    desk.clock.tick(LEASE + 1)
    desk.queue.reap()
    assert desk.job(lease.job).state is State.QUEUED
    assert desk.queue.heartbeat(lease.job, lease.token) is Hold.HELD
    assert desk.queue.lease("two", ["cpu"]) is None
    assert desk.job(lease.job).failures == 0
    assert desk.queue.complete(lease.job, lease.token, report_of(lease))


def test_a_job_given_back_is_there_at_once_and_a_late_heartbeat_does_not_take_it_back(desk: Desk) -> None:
    desk.hand_in(desk.enrol())
    lease = desk.lease()
    desk.queue.give_back(lease.job, lease.token)
    assert desk.queue.heartbeat(lease.job, lease.token) is Hold.LOST
    assert desk.lease("two").job == lease.job
    assert desk.job(lease.job).failures == 0


def test_a_job_that_cannot_be_graded_waits_longer_each_time_and_ends_by_our_fault(desk: Desk) -> None:
    receipt = desk.hand_in(desk.enrol())
    for k in range(MAX_FAILURES - 1):
        lease = desk.lease()
        desk.queue.give_back(lease.job, lease.token, "OperatorError: no data")
        assert desk.queue.lease("one", ["cpu"]) is None
        desk.clock.tick(RETRY_SECONDS * 2**k)
    lease = desk.lease()
    desk.queue.give_back(lease.job, lease.token, "OperatorError: no data")
    (outcome,) = desk.results()[receipt.job]["outcomes"]
    assert outcome["verdict"] == Verdict.INTERNAL
    assert "data" not in outcome["message"]  # what went wrong with us is for the log
    with desk.database.read() as session:
        assert {e.detail for e in session.scalars(select(Entry))} == {"OperatorError: no data"}


def test_a_submission_that_kills_three_runners_ends_by_our_fault(desk: Desk) -> None:
    receipt = desk.hand_in(desk.enrol())
    for _ in range(MAX_FAILURES):
        lease = desk.lease()
        desk.clock.tick(LEASE + 1)
        desk.queue.reap()
    assert desk.job(receipt.job).state is State.DONE
    assert not desk.queue.complete(lease.job, lease.token, report_of(lease))
    assert desk.results()[receipt.job]["outcomes"][0]["verdict"] == Verdict.INTERNAL


def test_a_cancelled_job_is_not_handed_out_and_its_runner_is_told(desk: Desk) -> None:
    person = desk.enrol()
    running, queued = desk.hand_in(person), desk.hand_in(person)
    lease = desk.lease()
    assert desk.queue.cancel(running.job, "ada@example.org")
    assert desk.queue.cancel(queued.job, "ada@example.org")
    assert not desk.queue.cancel(queued.job, "ada@example.org")
    assert desk.queue.heartbeat(lease.job, lease.token) is Hold.CANCELLED
    assert not desk.queue.complete(lease.job, lease.token, report_of(lease))
    assert desk.queue.lease("one", ["cpu"]) is None
    assert desk.results() == {}


@pytest.mark.parametrize("seconds", [7200.0, -7200.0])
def test_a_clock_that_jumps_takes_no_job_from_a_runner(desk: Desk, seconds: float) -> None:
    desk.hand_in(desk.enrol())
    lease = desk.lease()
    desk.clock.tick(1)
    desk.queue.reap()
    desk.clock.jump(seconds)
    desk.queue.reap()
    desk.clock.tick(LEASE - 1)
    desk.queue.reap()
    assert desk.job(lease.job).state is State.RUNNING
    desk.clock.tick(2)
    desk.queue.reap()  # and a dead one is noticed as soon as ever
    assert desk.job(lease.job).state is State.QUEUED


def test_a_clock_set_back_while_no_server_ran_holds_nothing_up(desk: Desk) -> None:
    person = desk.enrol()
    desk.hand_in(person)
    failed = desk.lease()
    desk.queue.give_back(failed.job, failed.token, "no data")
    desk.hand_in(person)
    dead = desk.lease()
    desk.clock.jump(-7 * 86400)
    restarted = Desk(desk.database, desk.blobs, desk.clock)
    restarted.queue.reap()
    assert restarted.lease().job == failed.job
    desk.clock.tick(LEASE + 1)
    assert restarted.lease().job in (failed.job, dead.job)
    assert restarted.lease().job in (failed.job, dead.job)


def test_events_are_numbered_and_those_of_a_lost_lease_passed_over(desk: Desk) -> None:
    desk.hand_in(desk.enrol())
    lease = desk.lease()
    for done in (1, 2):
        desk.queue.event(lease.job, lease.token, {"kind": "checked", "done": done, "total": 2})
    desk.queue.event(lease.job, lease.token - 1, {"kind": "checked", "done": 9, "total": 2})
    with desk.database.read() as session:
        seen = [(event.sequence, event.body["done"]) for event in session.scalars(select(Event))]
    assert seen == [(1, 1), (2, 2)]
    with pytest.raises(ValueError, match="4096 bytes"):
        desk.queue.event(lease.job, lease.token, {"text": "x" * 5000})


@pytest.mark.parametrize(
    "change",
    [
        {"assignment": "other"},
        {"submission": "0" * 64},
        {"schema": 1},
        {"outcomes": 3},
        {"outcomes": [{"a": 1}]},
    ],
    ids=str,
)
def test_a_report_of_something_else_is_refused_and_the_job_goes_on(
    desk: Desk, change: dict[str, object]
) -> None:
    desk.hand_in(desk.enrol())
    lease = desk.lease()
    with pytest.raises(ValueError, match="report"):
        desk.queue.complete(lease.job, lease.token, {**report_of(lease), **change})
    assert desk.queue.complete(lease.job, lease.token, report_of(lease))


def test_the_place_in_the_queue_and_the_time_it_takes(desk: Desk) -> None:
    person = desk.enrol()
    first = desk.hand_in(person)
    assert standing(desk.database, first.job).seconds is None
    lease = desk.lease()
    desk.clock.tick(10)
    desk.queue.complete(lease.job, lease.token, report_of(lease))
    second, third = desk.hand_in(person), desk.hand_in(person)
    at = standing(desk.database, third.job)
    assert (at.state, at.ahead, at.seconds) == (State.QUEUED, 1, pytest.approx(20.0))
    desk.lease()
    desk.clock.tick(4)
    at = standing(desk.database, second.job)
    assert (at.state, at.ahead, at.seconds) == (State.RUNNING, 0, pytest.approx(6.0))
    assert standing(desk.database, first.job).state is State.DONE


def test_many_threads_take_every_job_once(desk: Desk) -> None:
    person = desk.enrol()
    jobs = {desk.hand_in(person, slug="demo").job for _ in range(3)}
    jobs |= {desk.hand_in(desk.enrol(f"{k}@example.org")).job for k in range(17)}
    taken: list[int] = []

    def take() -> None:
        while lease := desk.queue.lease(threading.current_thread().name, ["cpu"]):
            taken.append(lease.job)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(jobs)
