"""The first rows of the table of attacks, on the strongest rung: what is returned, raised, read and reached."""

import pytest
from arena import assert_held
from payloads import all_payloads

PAYLOADS = [payload for payload in all_payloads() if payload.rows and min(payload.rows) <= 16]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_attack_ends_as_its_first_line_says(payload, arena):
    assert_held(arena, payload)


def test_what_one_submission_remembers_the_next_does_not_find(arena):
    (payload,) = (payload for payload in PAYLOADS if payload.name == "remembers_hidden_inputs")
    assert_held(arena, payload)
    assert_held(arena, payload)


def test_duration_of_a_hidden_check_is_told_to_a_tenth_of_a_second(arena):
    (payload,) = (payload for payload in PAYLOADS if payload.name == "tells_its_hidden_inputs")
    hidden = [outcome for outcome in arena.hand_in(payload).outcomes if outcome.hidden]
    assert [outcome.seconds for outcome in hidden] == [round(outcome.seconds, 1) for outcome in hidden]
