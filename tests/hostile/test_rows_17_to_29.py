"""The last rows of the table of attacks, on the strongest rung: the channel, the machine, the file, the probe."""

import threading

import pytest
from arena import assert_held, verdicts
from payloads import all_payloads

PAYLOADS = [payload for payload in all_payloads() if payload.rows and min(payload.rows) > 16]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_attack_ends_as_its_first_line_says(payload, arena):
    assert_held(arena, payload)


def test_two_submissions_at_once_do_not_meet(arena):
    (payload,) = (payload for payload in PAYLOADS if payload.name == "meets_its_neighbour")
    reports = []
    threads = [threading.Thread(target=lambda: reports.append(arena.hand_in(payload))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [verdicts(report) for report in reports] == [payload.expected] * 2
    arena.assert_sound()
