"""The collection itself: every row of the table of attacks has a payload, and each says what it must come to."""

import base64
import itertools

import pytest
from arena import CANARY, assert_tells_nothing
from payloads import NOT_TRIED, all_payloads, read_payload

from autograder.results import Verdict

PAYLOADS = all_payloads()
ATTACKS = {
    1: "return an object that equals everything and claims to be a tensor",
    2: "a subclass of Tensor with a __torch_function__ of its own",
    3: "patch comparisons, builtins, sys.modules and our own modules",
    4: "exit, at import, in a call and at the end",
    5: "raise what is no Exception, or a fake skip",
    6: "a conftest.py, test_*.py, pytest.ini or pyproject.toml in the submission",
    7: "a distribution with an entry point, sitecustomize.py, a torch.py",
    8: "frames, the collector and the own memory, for expected values",
    9: "uninitialised memory, for the reference's leftovers",
    10: "walk the disk for checks, references and other submissions",
    11: "overwrite results, caches, packages, the interpreter, core_pattern",
    12: "the network: a reverse shell, names, localhost, abstract sockets",
    13: "hidden inputs in prints, exceptions and durations",
    14: "hard-coded answers, counted calls, published seeds",
    15: "returns that are empty, NaN, broadcast, expanded or huge",
    16: "change the arguments",
    17: "garbage, pickles, forged and slow answers on the channel",
    18: "answers that are nested, huge or aliased",
    19: "signals, traces and memory of other processes",
    20: "daemons, fork bombs, thread bombs",
    21: "memory in lists, tensors, shared maps and forks",
    22: "fill every mount, flood inodes",
    23: "floods of output, endless loops, signals ignored",
    24: "another session's files",
    25: "system calls that nobody needs",
    26: "exceptions with control characters, markup, and traps in __str__",
    27: "files and archives made to break their reader",
    28: "pickles in places where somebody may load them",
    29: "replace probe, draw and observer in the own process",
}


@pytest.mark.parametrize("row", ATTACKS)
def test_attack_of_the_table_has_a_payload(row):
    assert [payload.name for payload in PAYLOADS if row in payload.rows]


def test_payloads_name_rows_of_the_table_only():
    assert {row for payload in PAYLOADS for row in payload.rows} <= ATTACKS.keys()


def test_collection_is_large_and_reaches_beyond_the_table():
    assert len(PAYLOADS) >= 60
    assert sum(not payload.rows for payload in PAYLOADS) >= 8


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_payload_says_what_becomes_of_every_exercise(payload):
    assert list(payload.expected) == ["attack", "double", "riddle"]
    assert {*payload.expected.values()} <= {verdict.value for verdict in Verdict} - {"internal"}
    assert payload.expected["riddle"] != "passed"


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_payload_that_reaches_nothing_would_reach_something_without_walls_or_says_why_not(payload):
    if payload.expected["attack"] == "passed":
        assert payload.without_walls.removeprefix(NOT_TRIED)


@pytest.mark.parametrize(
    "writing",
    [
        str.upper,
        lambda token: token[::-1],
        lambda token: "\n".join(token),
        lambda token: token.encode().hex(" "),
        lambda token: "".join(f"%{ord(c):02X}" for c in token),
        lambda token: str(list(map(ord, token))),
        *(lambda token, n=n: base64.b64encode(b"x" * n + token.encode()).decode() for n in range(3)),
        *(lambda token, n=n: base64.encodebytes(b"x" * n + token.encode() * 9).decode() for n in range(3)),
    ],
)
def test_secret_is_found_in_whatever_writing(writing):
    token = CANARY + "0123456789abcdef0fe1d2c3b4a59687"
    with pytest.raises(AssertionError, match="a secret is told"):
        assert_tells_nothing(f"before {writing(token)} after", (token,))
    assert_tells_nothing(f"before {writing(CANARY + 'f' * 32)} after", (token,))


@pytest.mark.parametrize(
    ("text", "problem"),
    [("# row: 3\n", "`row` is no header"), ("# expected: attack passed\n# rows: 3\n", "`rows` is no header")],
)
def test_header_that_is_misspelt_is_refused(tmp_path, text, problem):
    path = tmp_path / "wrong.py"
    path.write_text(text)
    with pytest.raises(ValueError, match=problem):
        read_payload(path)
