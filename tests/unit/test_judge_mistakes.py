"""A submission that does what a known mistake does gets its hint."""

from __future__ import annotations

from dataclasses import replace

from judging import WRITTEN, Recorded, claim, saw, stopped

from autograder.diagnose import MUTATION_HINT
from autograder.judge import behaves_like, judge
from autograder.observation import Ending, Observation, Stop

LATE = Stop(Ending.TIMEOUT, message="no answer within 10 s")

MISTAKES = {"forgets_eps": saw(x=2.0), "forgets_mean": saw(x=2.0), "swaps_axes": saw(x=3.0)}
HINTS = {"forgets_eps": "Where is eps?", "forgets_mean": "Where is the mean?", "swaps_axes": "Which axis?"}


def with_mistakes(got: Observation, **names: tuple[str, ...]) -> tuple[str, str]:
    expected = Recorded(saw(x=1.0), mutants=MISTAKES, hints=HINTS, names=names)
    outcome = judge(claim(), {1: got}, expected, WRITTEN)
    return outcome.mutant, outcome.hint


def test_a_known_mistake_gives_its_hint() -> None:
    assert with_mistakes(saw(x=3.0)) == ("swaps_axes", "Which axis?")


def test_of_two_that_look_alike_the_one_that_names_the_check_speaks() -> None:
    assert with_mistakes(saw(x=2.0), forgets_mean=("is_right",)) == ("forgets_mean", "Where is the mean?")


def test_of_two_that_name_the_check_the_first_speaks() -> None:
    both = {"forgets_mean": ("is_right",), "forgets_eps": ("is_right",)}
    assert with_mistakes(saw(x=2.0), **both) == ("forgets_eps", "Where is eps?")


def test_two_that_look_alike_and_name_other_checks_keep_silent() -> None:
    assert with_mistakes(saw(x=2.0), forgets_mean=("another",)) == ("", "Every value is 2 times too large.")


def test_a_mistake_must_match_within_the_tolerance() -> None:
    assert with_mistakes(saw(x=3.0 + 1e-6))[0] == ""
    assert with_mistakes(saw(x=3.0 + 1e-10)) == ("swaps_axes", "Which axis?")


def test_a_mistake_that_raises_is_recognised_by_class_and_message_without_addresses() -> None:
    def raised(message: str) -> Observation:
        return stopped(Ending.RAISED, "TypeError", message)

    made = claim()
    assert behaves_like(raised("<f at 0x7f12>"), raised("<f at 0x9e>"), made)
    assert not behaves_like(raised("one"), raised("other"), made)
    assert not behaves_like(raised("one"), stopped(Ending.RAISED, "ValueError", "one"), made)
    assert not behaves_like(raised("one"), saw(x=1), made)
    assert not behaves_like(saw(x=1), raised("one"), made)


def test_a_timeout_is_like_a_timeout_whatever_the_clock_said() -> None:
    late = stopped(Ending.TIMEOUT, "", "no answer within 3 s")
    assert behaves_like(Observation(None, LATE), late, claim())


def test_what_has_neither_values_nor_a_reason_behaves_like_nothing() -> None:
    assert not behaves_like(Observation(None), Observation(None), claim())


def test_a_mistake_that_changes_its_input_is_recognised_by_it() -> None:
    changed = replace(saw(x=1.0), mutated=("`x` of `f`",))
    expected = Recorded(
        saw(x=1.0), mutants={"works_in_place": changed}, hints={"works_in_place": "Copy first."}
    )
    assert judge(claim(), {1: changed}, expected, WRITTEN).hint == "Copy first."
    assert (
        judge(claim(), {1: replace(changed, mutated=("`y` of `f`",))}, expected, WRITTEN).hint
        == MUTATION_HINT
    )


def test_an_unwritten_exercise_is_no_known_mistake() -> None:
    unwritten = stopped(Ending.NOT_WRITTEN, "NotImplementedError", "f is not written yet")
    expected = Recorded(saw(x=1.0), mutants={"calls_a_stub": unwritten}, hints={"calls_a_stub": "No."})
    assert judge(claim(), {1: unwritten}, expected, WRITTEN).mutant == ""
