"""Attacks that the table does not list, on the strongest rung."""

import pytest
from arena import assert_held
from payloads import all_payloads

PAYLOADS = [payload for payload in all_payloads() if not payload.rows]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_attack_ends_as_its_first_line_says(payload, arena):
    assert_held(arena, payload)
