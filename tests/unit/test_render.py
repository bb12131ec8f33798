"""What a student reads, line by line."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from autograder.checks import Bound, Check, check
from autograder.render import (
    BARS,
    MARKS,
    WIDTH,
    render_curve,
    render_outcome,
    render_outcomes,
    render_report,
    render_summary,
    render_trainings,
)
from autograder.results import Outcome, Report, Verdict
from autograder.training import Material, Training


def outcome(verdict: Verdict, message: str = "", **more: Any) -> Outcome:
    fields = {"check": "is_exact", "exercise": "f", "points": 0.0, "possible": 2.0}
    return Outcome(verdict=verdict, message=message, **{**fields, **more})


def lines(text: str) -> list[str]:
    return text.splitlines()


def head(start: str, points: str) -> str:
    return f"{start}{' ' * (WIDTH - len(start) - len(points))}{points}"


@pytest.mark.parametrize(
    ("verdict", "mark"),
    [
        (Verdict.PASSED, "✓"),
        (Verdict.FAILED, "✗"),
        (Verdict.ERROR, "✗"),
        (Verdict.TIMEOUT, "✗"),
        (Verdict.SKIPPED, "○"),
        (Verdict.INTERNAL, "!"),
    ],
)
def test_every_verdict_has_a_mark(verdict: Verdict, mark: str) -> None:
    assert lines(render_outcome(outcome(verdict)))[0] == head(f"{mark} f · is exact", "0 / 2")


def test_only_passing_has_the_mark_of_passing() -> None:
    assert set(MARKS) == set(Verdict)
    assert [verdict for verdict, mark in MARKS.items() if mark == MARKS[Verdict.PASSED]] == [Verdict.PASSED]


def test_a_passed_check_is_one_line() -> None:
    assert render_outcome(outcome(Verdict.PASSED, points=2.0)) == head("✓ f · is exact", "2 / 2")


def test_points_are_shown_without_needless_digits() -> None:
    text = render_outcome(outcome(Verdict.PASSED, points=0.5, possible=1.0))
    assert text.endswith(" 0.5 / 1")


def test_message_and_hint_follow_indented() -> None:
    text = render_outcome(
        outcome(Verdict.FAILED, "x: got 2, expected 1", hint="Every value is 2 times too large.")
    )
    assert lines(text)[1:] == ["    x: got 2, expected 1", "    Hint: Every value is 2 times too large."]


def test_a_message_of_several_lines_keeps_them() -> None:
    text = render_outcome(outcome(Verdict.ERROR, "ValueError: no\nline 3, in `f`: `raise ValueError`"))
    assert lines(text)[1:] == ["    ValueError: no", "    line 3, in `f`: `raise ValueError`"]


def test_a_hidden_check_says_that_it_is() -> None:
    assert render_outcome(outcome(Verdict.PASSED, hidden=True)).startswith("✓ f · is exact (hidden) ")


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize(
    "more",
    [
        {"message": "word " * 100, "hint": "hint " * 100},
        {"message": "x" * 300, "hint": "y" * 300},
        {"check": "_".join(["long"] * 40), "exercise": "f" * 30},
        {"check": "c" * 200, "hidden": True},
        {"possible": 1234567.125, "check": "_".join(["name"] * 18)},
    ],
)
def test_no_line_is_wider_than_the_page(verdict: Verdict, more: dict[str, Any]) -> None:
    assert max(map(len, lines(render_outcome(outcome(verdict, **more))))) <= WIDTH


def test_a_long_name_wraps_and_the_points_stay_at_the_edge() -> None:
    text = lines(render_outcome(outcome(Verdict.PASSED, check="_".join(["word"] * 30))))
    assert len(text) == 2
    assert text[0].startswith("✓ f · word word")
    assert text[1].startswith("    word")
    assert len(text[1]) == WIDTH
    assert text[1].endswith(" 0 / 2")


def test_a_long_hint_is_indented_further_where_it_wraps() -> None:
    text = lines(render_outcome(outcome(Verdict.FAILED, hint="word " * 40)))
    assert text[1].startswith("    Hint: word")
    assert all(line.startswith("          word") for line in text[2:])


def test_wrapping_loses_no_word() -> None:
    words = [f"word-{i}" for i in range(60)]
    text = render_outcome(outcome(Verdict.FAILED, " ".join(words)))
    assert text.split()[-60:] == words


def test_a_fault_of_ours_says_that_it_is_ours() -> None:
    text = render_outcome(outcome(Verdict.INTERNAL, "the probe returned nothing", hint="Never shown."))
    assert " ".join(text.split()[8:]) == (
        "the probe returned nothing. This is a fault of the check, not of your code; it costs no points. "
        "Please tell your instructor."
    )


# Several checks


def unwritten(name: str, exercise: str = "f", **more: Any) -> Outcome:
    return outcome(Verdict.SKIPPED, f"{name} is not written yet", exercise=exercise, **more)


@pytest.mark.parametrize("name", ["f", "f.step"])
def test_an_unwritten_exercise_takes_one_line_with_all_its_points(name: str) -> None:
    text = render_outcomes([unwritten(name), unwritten(name, check="is_fast", possible=1.5)])
    assert text == head("○ f · not written yet", "0 / 3.5")


def test_an_exercise_that_builds_on_an_unwritten_one_is_not_called_unwritten() -> None:
    text = lines(render_outcomes([unwritten("g"), unwritten("g", check="is_fast")]))
    assert text == [
        head("○ f · is exact", "0 / 2"),
        "    g is not written yet",
        head("○ f · is fast", "0 / 2"),
        "    g is not written yet",
    ]


def test_an_exercise_written_in_part_shows_every_check() -> None:
    text = lines(render_outcomes([unwritten("f"), outcome(Verdict.PASSED, points=2.0, check="is_fast")]))
    assert text == [
        head("○ f · is exact", "0 / 2"),
        "    f is not written yet",
        head("✓ f · is fast", "2 / 2"),
    ]


def test_the_checks_of_an_exercise_stand_together_in_the_order_of_their_first() -> None:
    mixed = [
        outcome(Verdict.PASSED, exercise="g"),
        outcome(Verdict.PASSED, exercise="f"),
        outcome(Verdict.PASSED, exercise="g", check="is_fast"),
    ]
    starts = [line.split("  ")[0] for line in lines(render_outcomes(mixed))]
    assert starts == ["✓ g · is exact", "✓ g · is fast", "✓ f · is exact"]


def test_in_brief_an_exercise_that_passes_takes_one_line_and_every_other_stays_whole() -> None:
    passed = outcome(Verdict.PASSED, points=2.0)
    mixed = [
        passed,
        passed,
        outcome(Verdict.PASSED, exercise="g", points=2.0),
        outcome(Verdict.FAILED, exercise="g"),
    ]
    assert lines(render_outcomes(mixed, brief=True)) == [
        head("✓ f · all 2 checks", "4 / 4"),
        head("✓ g · is exact", "2 / 2"),
        head("✗ g · is exact", "0 / 2"),
    ]
    assert lines(render_outcomes([passed], brief=True)) == [head("✓ f · is exact", "2 / 2")]


def test_nothing_is_rendered_of_nothing() -> None:
    assert render_outcomes([]) == ""


def test_the_summary_counts_checks_and_points() -> None:
    outcomes = [outcome(Verdict.PASSED, points=2.0), outcome(Verdict.FAILED, possible=1.5)]
    assert render_summary(outcomes, []) == "1 of 2 public checks pass: 2 of 3.5 points."


def test_a_fault_of_ours_counts_for_no_points_in_the_summary() -> None:
    outcomes = [outcome(Verdict.PASSED, points=2.0), outcome(Verdict.INTERNAL)]
    assert render_summary(outcomes, []) == "1 of 2 public checks pass: 2 of 2 points."


def test_the_summary_names_three_hidden_checks() -> None:
    hidden = [f"f · {title}" for title in ("large batch", "tiny variance", "one sample", "no sample")]
    assert " ".join(render_summary([], hidden[:3]).split()) == (
        "0 of 0 public checks pass: 0 of 0 points. 3 hidden checks run when you submit: large batch, tiny variance, "
        "one sample."
    )
    assert " ".join(render_summary([], hidden).split()).endswith("large batch, tiny variance, one sample, ….")
    assert max(map(len, lines(render_summary([], hidden)))) <= WIDTH


def test_one_hidden_check_is_no_plural() -> None:
    assert "1 hidden check runs when you submit: large batch." in " ".join(
        render_summary([], ["f · large batch"]).split()
    )


def test_a_report_has_notes_outcomes_score_and_isolation() -> None:
    report = Report(
        assignment="bn",
        release="bn-0123456789ab",
        submission="9f86d081884c7d65",
        isolation="bubblewrap+fork",
        outcomes=(outcome(Verdict.PASSED, points=2.0), outcome(Verdict.INTERNAL, "m", check="other")),
        notes=("cell 3 is left out.",),
    )
    assert render_report(report) == dedent(
        f"""\
        bn · submission 9f86d081884c · release bn-0123456789ab

        Note: cell 3 is left out.

        {head("✓ f · is exact", "2 / 2")}
        {head("! f · other", "0 / 2")}
            m. This is a fault of the check, not of your code; it costs no points. Please tell your
            instructor.

        Score: 2 of 2 · isolation: bubblewrap+fork"""
    )


def test_a_report_without_notes_has_no_gap_for_them() -> None:
    text = lines(render_report(Report("bn", "bn-1", "9f86", "none", (outcome(Verdict.PASSED),))))
    assert text[1:3] == ["", head("✓ f · is exact", "0 / 2")]


def test_a_submission_that_fails_as_a_whole_is_told_so_once() -> None:
    failed = tuple(
        outcome(Verdict.ERROR, "the submission cannot be read: it is empty", exercise=name)
        for name in ("f", "g")
    )
    text = render_report(Report("bn", "bn-1", "9f86", "none", failed))
    assert lines(text)[2:4] == [
        head("✗ nothing could be graded", "0 / 4"),
        "    the submission cannot be read: it is empty",
    ]
    assert text.count("cannot be read") == 1


# Training runs


def curve(*accuracies: float) -> tuple[dict[str, float], ...]:
    return tuple({"accuracy": a, "loss": 2 * (1 - a)} for a in accuracies)


def test_a_curve_shows_every_epoch_and_where_it_began_and_ended() -> None:
    assert render_curve(curve(0.0, 0.25, 0.5, 0.999, 1.0)) == (
        "training accuracy ▁▃▅██ 0.0 % to 100.0 %, loss 2.000 to 0.000, 5 epochs"
    )


def test_a_curve_of_one_epoch_is_no_plural() -> None:
    assert render_curve(curve(0.5)) == ("training accuracy ▅ 50.0 % to 50.0 %, loss 1.000 to 1.000, 1 epoch")


def test_a_curve_has_a_bar_for_every_epoch_and_goes_on_in_the_next_line() -> None:
    told = curve(*(k / 200 for k in range(200)))
    text = render_outcome(outcome(Verdict.PASSED, points=2.0, curve=told, measured={"accuracy": 0.9}))
    assert sum(text.count(bar) for bar in BARS) == 200
    assert max(map(len, lines(text))) <= WIDTH


def test_a_training_run_shows_its_curve_and_what_was_measured_before_why_it_failed() -> None:
    text = render_outcome(
        outcome(
            Verdict.FAILED,
            "test_accuracy: got 0.5123, expected at least 0.6",
            hint="Does the loss fall?",
            curve=curve(0.25, 0.5),
            measured={"test_accuracy": 0.51234, "epochs_used": 2.0},
        )
    )
    assert lines(text)[1:] == [
        "    training accuracy ▃▅ 25.0 % to 50.0 %, loss 1.500 to 1.000, 2 epochs",
        "    measured: test accuracy 0.5123, epochs used 2",
        "    test_accuracy: got 0.5123, expected at least 0.6",
        "    Hint: Does the loss fall?",
    ]


def test_points_that_a_band_gave_in_part_are_shown_with_what_was_measured() -> None:
    text = lines(render_outcome(outcome(Verdict.PASSED, points=1.25, measured={"accuracy": 0.71})))
    assert text == [head("✓ f · is exact", "1.25 / 2"), "    measured: accuracy 0.71"]


@pytest.mark.parametrize("points", [0.0, 2.0])
def test_what_a_check_without_a_curve_measured_is_not_shown_beside_all_points_or_none(points: float) -> None:
    assert (
        len(lines(render_outcome(outcome(Verdict.PASSED, points=points, measured={"accuracy": 0.71})))) == 1
    )


def test_in_brief_a_curve_and_partial_points_are_not_folded_away() -> None:
    whole = outcome(Verdict.PASSED, points=2.0)
    for shown in (
        outcome(Verdict.PASSED, points=2.0, check="learns", curve=curve(0.5)),
        outcome(Verdict.PASSED, points=1.5, check="learns", measured={"accuracy": 0.7}),
    ):
        text = lines(render_outcomes([whole, shown], brief=True))
        assert text[0] == head("✓ f · is exact", "2 / 2")
        assert text[1].startswith("✓ f · learns")


def training(name: str) -> Check:
    def probe(impl: Any, draw: Any, run: Any) -> dict[str, Any]:
        return {}

    probe.__name__ = name
    return check(
        "f",
        trains=Training(lambda draw, device: Material({}, {})),
        measure=lambda values, outside: {},
        bounds={"accuracy": Bound(low=0.5, reason="ten seeds")},
        seconds=9.0,
    )(probe)


def test_training_runs_that_were_left_out_are_named_with_the_command_that_runs_them() -> None:
    assert " ".join(render_trainings([training("learns_two_clouds")], "nets").split()) == (
        "1 training run was left out (learns two clouds): `autograder check nets --train` trains as the grader will."
    )
    both = render_trainings([training("learns_two_clouds"), training("learns_more")], "nets")
    assert " ".join(both.split()).startswith(
        "2 training runs were left out (learns two clouds, learns more): `autograder check nets --train`"
    )
    assert max(map(len, lines(both))) <= WIDTH
