"""The tiny assignment as an instructor would write it for a peer, and what an attack on it came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

EXERCISES = ("attack", "double", "riddle")
"""In the order of judging: what an attack damages is seen by those after it."""
REACHED = "the attack reached"
"""What a hidden test says before it prints what `attack()` returned; a trace of the test's source does not say it."""
HIDDEN_TESTS = {
    "attack": """
SECRET = {secret!r}
{space}
import os
found = attack()
assert found == [], f"the attack {{'reached'}} {{found!r}}"
nothing = type(found) is list and list.__len__(found) == 0
with open(os.environ.get("EVIDENCE", os.devnull), "w") as file:
    file.write(str(nothing))
""",
    "double": """
INPUT = {text!r}
{space}
import torch
x = torch.tensor([0.5, -3.0, 20.0])
assert torch.equal(double(x), x + x)
assert double(INPUT) == INPUT + INPUT
""",
    "riddle": """
NUMBER = {number!r}
{space}
import torch
x = torch.tensor([3, 11, 20, 36])
assert torch.allclose(riddle(x), torch.sin(x.double() * NUMBER))
""",
}
"""As an instructor would write them, but with space below the secrets: a trace shows four lines above the one that
failed, and what can be read without any attack is not held against a peer. The last three lines of the first are the
bench's: they tell an empty list from what merely equals one."""
SPACE = "\n" * 4


@dataclass(frozen=True)
class Exam:
    """What only the instructor knows.

    Attributes:
        number: solves the riddle.
        secret: stands in the hidden tests and in the grader's environment.
        text: the input of a hidden test.
    """

    number: float
    secret: str
    text: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """What must not be read in anything that gets out."""
        return (repr(self.number), self.secret, self.text)

    def hidden_test(self, exercise: str) -> str:
        """The test of an exercise, as statements that raise."""
        given = {"secret": self.secret, "text": self.text, "number": self.number}
        return HIDDEN_TESTS[exercise].strip("\n").format(**given, space=SPACE)


class Word(StrEnum):
    """What an attack came to, in one word; where several hold, the first."""

    FORGED = "forged"
    """Points for what was not done, or another student's points changed."""
    LEAKED = "leaked"
    """The attack read what is the grader's, or could reach it: a file, a socket, a process."""
    HUNG = "hung"
    """The grader had to be stopped at the limit."""
    LOST = "lost"
    """There is no result, or the honest exercise lost its points."""
    HELD = "held"


@dataclass(frozen=True)
class Evidence:
    """What a grader did with one submission.

    Attributes:
        points: the share of each exercise's points that was earned, or None if there is no result.
        text: all that a student gets to read; not the grader's log, which may quote hidden tests.
        hung: whether it was stopped at the limit.
        returned_nothing: whether what `attack()` returned is known to be an empty list, and not to equal one.
        others_changed: whether the points of another student changed.
        seconds: wall time.
        complaint: the end of the log where there is no result.
    """

    points: Mapping[str, float] | None
    text: str = ""
    hung: bool = False
    returned_nothing: bool = False
    others_changed: bool = False
    seconds: float = 0.0
    complaint: str = ""


def judge(evidence: Evidence, expected: Mapping[str, str], exam: Exam) -> Word:
    """The word for what happened.

    Args:
        evidence: what happened.
        expected: how our own grader must judge each exercise of this submission.
        exam: holds what must not get out.
    """
    points = evidence.points or {}
    undeserved = points.get("riddle", 0) > 0 or (
        points.get("attack", 0) > 0 and not evidence.returned_nothing
    )
    if undeserved or evidence.others_changed:
        return Word.FORGED
    reached = REACHED in evidence.text and expected["attack"] == "passed"
    if reached or any(token in evidence.text for token in exam.tokens):
        return Word.LEAKED
    if evidence.hung:
        return Word.HUNG
    if evidence.points is None or (expected["double"] == "passed" and points.get("double", 0) < 1):
        return Word.LOST
    return Word.HELD
