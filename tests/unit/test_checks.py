"""The vocabulary of `checks.py`: what the decorator makes, and what `collect` refuses."""

from __future__ import annotations

from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest

from autograder.checks import Bound, Check, Suite, Tolerance, check, collect
from autograder.draw import Draw
from autograder.errors import InstructorError
from autograder.modules import load_source

HEAD = "from autograder import Bound, Check, Rule, Tolerance, check\n"


def module(text: str, name: str = "checks.py") -> ModuleType:
    return load_source(HEAD + dedent(text), name, f"{name.removesuffix('.py')}_of_test_checks")


def complaint(public: str, hidden: str | None = None) -> str:
    with pytest.raises(InstructorError) as caught:
        collect(module(public), module(hidden, "hidden.py") if hidden is not None else None)
    return str(caught.value)


ONE = """\
@check("f")
def is_exact(impl, draw):
    '''f is exact.'''
    return {"f": impl.f(draw.normal(3))}
"""


def test_a_check_takes_name_claim_and_place_from_its_probe() -> None:
    made = collect(module(ONE))["is_exact"]
    assert (made.name, made.exercise, made.claim) == ("is_exact", "f", "f is exact.")
    assert made.where == "checks.py:2"
    assert made.title == "is exact"


def test_a_check_is_worth_one_point_and_compares_everything_unless_it_says_otherwise() -> None:
    made = collect(module(ONE))["is_exact"]
    assert (made.points, made.after) == (1, "")
    assert (made.tolerance, made.measure, made.vectorised) == (None, None, False)
    assert made.bounds == {}
    assert made.rule is None
    assert not made.hidden


def test_a_claim_over_several_lines_is_one_line() -> None:
    def probe(impl: Any, draw: Draw) -> dict[str, Any]:
        """The gradients of x and gamma
        are   the reference's.
        """
        return {}

    assert check("f")(probe).claim == "The gradients of x and gamma are the reference's."


def test_a_probe_without_docstring_claims_nothing() -> None:
    def probe(impl: Any, draw: Draw) -> dict[str, Any]:
        return {}

    assert check("f")(probe).claim == ""


def test_after_is_kept_by_name() -> None:
    suite = collect(module(ONE + '\n@check("g", after=is_exact)\ndef is_next(impl, draw): ...\n'))
    assert suite["is_next"].after == "is_exact"


def test_a_bound_needs_a_side() -> None:
    with pytest.raises(InstructorError, match=r"^a Bound needs low=, high=, or both$"):
        Bound(reason="none")


def test_zero_is_a_side_of_a_bound() -> None:
    assert Bound(reason="losses are positive", low=0.0).low == 0.0


def test_a_tolerance_keeps_its_reason() -> None:
    assert Tolerance(1e-3, 0.0, "float16 carries 3 digits").reason == "float16 carries 3 digits"


def test_a_decorator_without_its_exercise_does_not_lose_the_check() -> None:
    with pytest.raises(InstructorError) as caught:
        module("@check\ndef is_exact(impl, draw): ...\n")
    assert str(caught.value) == (
        '@check stands without the name of its exercise\n    Write `@check("batchnorm_forward")`.'
    )


# collect


def test_public_checks_come_before_hidden_ones_each_in_file_order() -> None:
    public = ONE + '\n@check("a")\ndef b_comes_second(impl, draw): ...\n'
    suite = collect(module(public), module('@check("f")\ndef a_is_hidden(impl, draw): ...\n', "hidden.py"))
    assert [(c.name, c.hidden) for c in suite.checks] == [
        ("is_exact", False),
        ("b_comes_second", False),
        ("a_is_hidden", True),
    ]
    assert [c.name for c in suite.public] == ["is_exact", "b_comes_second"]
    assert suite.exercises == ("f", "a")
    assert [c.name for c in suite.of("f")] == ["is_exact", "a_is_hidden"]


def test_a_hidden_check_may_come_after_a_public_one_that_it_imports() -> None:
    public = module(ONE)
    text = (
        f"from {public.__name__} import is_exact\n"
        + '@check("f", after=is_exact)\ndef more(impl, draw): ...\n'
    )
    suite = collect(public, module(text, "hidden.py"))
    assert [(c.name, c.hidden, c.after) for c in suite.checks] == [
        ("is_exact", False, ""),
        ("more", True, "is_exact"),
    ]


def test_every_check_of_an_exercise_knows_its_rule() -> None:
    public = (
        'RULES = {"f": Rule(because="Practise.", loops=True)}\n'
        + ONE
        + '\n@check("g")\ndef free(impl, draw): ...\n'
    )
    suite = collect(module(public), module('@check("f")\ndef more(impl, draw): ...\n', "hidden.py"))
    assert suite.rules["f"].because == "Practise."
    assert [c.rule is suite.rules["f"] for c in suite.checks] == [True, False, True]


def test_a_file_without_checks_is_refused() -> None:
    assert complaint("x = 1\n") == "checks.py: no check in this file"


def test_a_hidden_file_without_checks_is_fine() -> None:
    assert [c.name for c in collect(module(ONE), module("x = 1\n", "hidden.py")).checks] == ["is_exact"]


def test_two_checks_of_one_name_are_refused_with_both_places() -> None:
    assert complaint(ONE, "\n\n" + ONE) == (
        "hidden.py:4: two checks are called `is_exact`\n    The other is at checks.py:2."
    )


def test_a_check_cannot_come_after_one_that_is_not_there() -> None:
    public = module(ONE)
    text = f"import {public.__name__} as p\n" + '@check("f", after=p.is_exact)\ndef more(impl, draw): ...\n'
    with pytest.raises(InstructorError) as caught:
        collect(module(text, "others.py"))
    assert str(caught.value) == "others.py:3: `more` comes after `is_exact`, which is not above it"


def test_a_measure_without_bounds_would_never_fail_and_is_refused() -> None:
    text = '@check("f", measure=lambda values, draw: {"accuracy": 1.0})\ndef learns(impl, draw): ...\n'
    assert complaint(text) == (
        "checks.py:2: `learns` measures, but bounds nothing\n"
        "    Give `bounds=` an entry for each number that it measures."
    )


def test_collecting_leaves_the_modules_own_checks_as_they_are() -> None:
    public = module('RULES = {"f": Rule(because="Practise.")}\n' + ONE)
    collect(public)
    own = vars(public)["is_exact"]
    assert isinstance(own, Check)
    assert own.rule is None


def test_an_empty_suite_has_no_exercises() -> None:
    assert Suite(()).exercises == ()


@pytest.mark.parametrize(
    ("said", "cost", "limit"),
    [
        (None, 0.0, 3.0),
        (None, 0.1, 3.0),
        (None, 0.5, 10.0),
        (60.0, 0.0, 60.0),
        (60.0, 20.0, 60.0),
        (60.0, 30.0, 90.0),
    ],
)
def test_a_limit_grows_with_what_the_reference_takes(said: float | None, cost: float, limit: float) -> None:
    @check("f", seconds=said)
    def trains(impl: Any, draw: Draw) -> dict[str, Any]:
        return {}

    assert trains.limit(cost) == limit
