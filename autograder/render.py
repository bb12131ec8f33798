"""Outcomes and reports as the text a student reads, the same words in notebook, pytest and terminal. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import wrap

from autograder.checks import Check
from autograder.results import Outcome, Report, Verdict

WIDTH = 96
BARS = "▁▂▃▄▅▆▇█"
MARKS = {
    Verdict.PASSED: "✓",
    Verdict.FAILED: "✗",
    Verdict.ERROR: "✗",
    Verdict.TIMEOUT: "✗",
    Verdict.SKIPPED: "○",
    Verdict.INTERNAL: "!",
}
"""Every verdict has a mark, and only passing has the mark of passing."""
OUR_FAULT = "This is a fault of the check, not of your code; it costs no points. Please tell your instructor."


def render_outcome(outcome: Outcome) -> str:
    """One check: mark, exercise, title and points; then message and hint, indented.

    >>> print(render_outcome(Outcome("is_exact", "f", Verdict.PASSED, 1, 1)))
    ✓ f · is exact                                                                             1 / 1
    """
    what = f"{outcome.exercise} · {outcome.check.replace('_', ' ')}"
    if outcome.hidden:
        what += " (hidden)"
    points = f"{outcome.points:g} / {outcome.possible:g}"
    lines = [_head(f"{MARKS[outcome.verdict]} {what}", points)]
    if outcome.curve:
        lines += [f"    {line}" for line in wrap(render_curve(outcome.curve), WIDTH - 4)]
    if outcome.measured and (outcome.curve or 0 < outcome.points < outcome.possible):
        numbers = ", ".join(
            f"{name.replace('_', ' ')} {number:.4g}" for name, number in outcome.measured.items()
        )
        lines += [f"    {line}" for line in wrap(f"measured: {numbers}", WIDTH - 4)]
    if outcome.verdict is Verdict.INTERNAL:
        lines += [f"    {line}" for line in wrap(f"{outcome.message}. {OUR_FAULT}", WIDTH - 4)]
        return "\n".join(lines)
    for paragraph in outcome.message.splitlines():
        lines += [f"    {line}" for line in wrap(paragraph, WIDTH - 4, break_on_hyphens=False)]
    if outcome.hint:
        hint = wrap(f"Hint: {outcome.hint}", WIDTH - 4, subsequent_indent="      ", break_on_hyphens=False)
        lines += [f"    {line}" for line in hint]
    return "\n".join(lines)


def render_outcomes(outcomes: Sequence[Outcome], *, brief: bool = False) -> str:
    """The checks of several exercises; an exercise that is not written takes one line.

    Args:
        outcomes: in the order in which to show them.
        brief: also give an exercise whose several checks all pass one line, so that what needs work stands out.
    """
    parts = []
    for exercise in dict.fromkeys(o.exercise for o in outcomes):
        own = [o for o in outcomes if o.exercise == exercise]
        if all(_is_unwritten(o) for o in own):
            parts.append(_head(f"○ {exercise} · not written yet", f"0 / {sum(o.possible for o in own):g}"))
        elif brief and len(own) > 1 and all(_is_plain_pass(o) for o in own):
            points = f"{sum(o.points for o in own):g} / {sum(o.possible for o in own):g}"
            parts.append(_head(f"✓ {exercise} · all {len(own)} checks", points))
        else:
            parts += [render_outcome(o) for o in own]
    return "\n".join(parts)


def _is_plain_pass(outcome: Outcome) -> bool:
    """Whether there is nothing to say but that it passed."""
    return outcome.verdict is Verdict.PASSED and not outcome.curve and outcome.points == outcome.possible


def _is_unwritten(outcome: Outcome) -> bool:
    """Whether the outcome says so of its own exercise, or of a method of it, and not of one that it builds on."""
    name, _, what = outcome.message.partition(" ")
    own = name.partition(".")[0] == outcome.exercise
    return outcome.verdict is Verdict.SKIPPED and own and what == "is not written yet"


def _head(text: str, points: str) -> str:
    *first, last = wrap(text, WIDTH - len(points) - 1, subsequent_indent="    ", break_on_hyphens=False)
    return "\n".join([*first, f"{last:<{WIDTH - len(points) - 1}} {points}"])


def render_summary(outcomes: Sequence[Outcome], hidden: Sequence[str]) -> str:
    """The last lines of a local run: what passed, and what only the grader has."""
    points = sum(o.points for o in outcomes)
    possible = sum(o.possible for o in outcomes if o.verdict is not Verdict.INTERNAL)
    passed = sum(o.verdict is Verdict.PASSED for o in outcomes)
    text = f"{passed} of {len(outcomes)} public checks pass: {points:g} of {possible:g} points."
    if hidden:
        titles = ", ".join(h.partition(" · ")[2] for h in hidden[:3])
        more = ", …" if len(hidden) > 3 else ""
        runs = "hidden check runs" if len(hidden) == 1 else "hidden checks run"
        text += f" {len(hidden)} {runs} when you submit: {titles}{more}."
    return "\n".join(wrap(text, WIDTH))


def render_trainings(checks: Sequence[Check], slug: str) -> str:
    """That training runs were left out, and how to run them."""
    titles = ", ".join(c.title for c in checks)
    what = "training run was" if len(checks) == 1 else "training runs were"
    text = f"{len(checks)} {what} left out ({titles}): `autograder check {slug} --train` trains as the grader will."
    return "\n".join(wrap(text, WIDTH))


def render_bars(shares: Sequence[float]) -> str:
    """A bar for each share, from 0 to 1."""
    return "".join(BARS[min(int(share * len(BARS)), len(BARS) - 1)] for share in shares)


def render_curve(curve: Sequence[Mapping[str, float]]) -> str:
    """A training curve in a line: its accuracy, epoch by epoch, and where it began and ended.

    >>> render_curve([{"accuracy": 0.31, "loss": 1.9}, {"accuracy": 0.52, "loss": 1.3}])
    'training accuracy ▃▅ 31.0 % to 52.0 %, loss 1.900 to 1.300, 2 epochs'
    """
    first, last = curve[0], curve[-1]
    bars = render_bars([p["accuracy"] for p in curve])
    epochs = "1 epoch" if len(curve) == 1 else f"{len(curve)} epochs"
    return (
        f"training accuracy {bars} {first['accuracy']:.1%} to {last['accuracy']:.1%}, loss {first['loss']:.3f} to "
        f"{last['loss']:.3f}, {epochs}"
    ).replace("%", " %")


def render_report(report: Report) -> str:
    """A whole report: notes, outcomes, score, and the isolation it was made under."""
    lines = [f"{report.assignment} · submission {report.submission[:12]} · release {report.release}", ""]
    for note in report.notes:
        lines += wrap(f"Note: {note}", WIDTH, subsequent_indent="      ", break_on_hyphens=False)
    if report.notes:
        lines.append("")
    lines += [_render_unread(report.outcomes) or render_outcomes(report.outcomes, brief=True), ""]
    lines.append(f"Score: {report.score:g} of {report.possible:g} · isolation: {report.isolation}")
    return "\n".join(lines)


def _render_unread(outcomes: Sequence[Outcome]) -> str:
    """One entry where all checks of several exercises have one message: the submission as a whole is at fault."""
    same = {(o.verdict, o.message) for o in outcomes}
    if len(same) != 1 or len({o.exercise for o in outcomes}) < 2 or outcomes[0].verdict is not Verdict.ERROR:
        return ""
    head = _head("✗ nothing could be graded", f"0 / {sum(o.possible for o in outcomes):g}")
    _, _, why = render_outcome(replace(outcomes[0], exercise="", check="")).partition("\n")
    return f"{head}\n{why}"
