"""Errors say where, what, and what next, to the one who can mend it."""

from __future__ import annotations

import pytest

from autograder.errors import InstructorError, KitError, OperatorError, StudentError, did_you_mean


def test_an_error_without_place_or_hint_is_its_message() -> None:
    assert str(KitError("is missing")) == "is missing"


def test_the_place_comes_first_and_the_hint_has_a_line_of_its_own() -> None:
    error = InstructorError("# BEGIN SOLUTION is never closed", hint="Add # END SOLUTION.", where="bn.py:31")
    assert str(error) == "bn.py:31: # BEGIN SOLUTION is never closed\n    Add # END SOLUTION."


def test_the_parts_can_be_read_separately() -> None:
    error = StudentError("is empty", hint="Save it.", where="a.py")
    assert (error.message, error.hint, error.where) == ("is empty", "Save it.", "a.py")


@pytest.mark.parametrize(
    ("kind", "whose", "exit_code"),
    [
        (StudentError, "student", 1),
        (InstructorError, "instructor", 2),
        (OperatorError, "operator", 2),
        (KitError, "internal", 70),
    ],
)
def test_each_audience_has_its_exit_code(kind: type[KitError], whose: str, exit_code: int) -> None:
    assert (kind.whose, kind.exit_code) == (whose, exit_code)


def test_a_near_word_is_offered() -> None:
    assert did_you_mean("batchnrom", ("tensors", "batchnorm")) == "Did you mean `batchnorm`?"


def test_no_word_is_offered_when_none_is_near() -> None:
    assert did_you_mean("xyz", ["tensors", "batchnorm"]) == ""
    assert did_you_mean("xyz", []) == ""
