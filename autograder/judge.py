"""Compare what a student's code did with what the reference and the known mistakes do, and conclude.

Pure: observations in, outcomes out. It knows no sandbox and no files, and it never runs student code.

An observation may be forged: nothing in it may raise here, become our fault, or, of a hidden check, be repeated
to the student, who could have written the hidden inputs into it.
"""

from __future__ import annotations

import builtins
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

import torch

from autograder.checks import Bound, Check
from autograder.compare import Difference, Respect, difference, form
from autograder.diagnose import LOOP_HINT, MUTATION_HINT, USE_HINT, diagnose, hard_coded
from autograder.draw import Draw
from autograder.observation import Ending, Observation, Stop, Value
from autograder.results import Outcome, Verdict
from autograder.rules import Source, is_unwritten, violation
from autograder.training import MAX_COMPRESSED


class Expected(Protocol):
    """Where the judge gets the other side of a comparison: a recorded snapshot, or a live reference."""

    @property
    def hints(self) -> Mapping[str, str]:
        """The hint of each mutant."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The checks each mutant is meant to fail."""

    def observation(self, check: Check, seed: int) -> Observation:
        """The reference's observation."""

    def mistakes(self, check: Check, seed: int) -> Mapping[str, Observation]:
        """The observations of the mutants that differ from the reference on this check."""


@dataclass(frozen=True)
class _Finding:
    """Why a check is not passed."""

    verdict: Verdict
    message: str
    hint: str = ""
    mutant: str = ""


def judge(
    check: Check,
    seen: Mapping[int, Observation],
    expected: Expected,
    source: Source,
) -> Outcome:
    """Conclude one check from its observations.

    Args:
        check: the claim.
        seen: the student's observation for each seed; at least one.
        expected: the reference's observations and the known mistakes'.
        source: the student's code, for rules and for naming places.

    Raises:
        ValueError: nothing was observed; a check without observations must never pass.
    """
    if not seen:
        raise ValueError(f"`{check.name}` was judged without an observation")
    finding = _broken_rule(check, seen, source)
    measured: dict[str, float] = {}
    for seed, got in seen.items():
        if finding:
            break
        want = expected.observation(check, seed)
        if want.stop:
            what = want.stop.type if check.hidden else _stopped(want.stop)
            finding = _Finding(Verdict.INTERNAL, f"the reference itself stopped: {what}")
        elif not want.values:
            finding = _Finding(Verdict.INTERNAL, "the probe returned nothing")
        else:
            numbers = _measure(check, got, want, seed)
            measured |= numbers
            finding = _find(check, seed, seen, expected, source, numbers)
    return _outcome(check, finding, measured, seen.values(), source)


def judge_training(
    check: Check, seen: Observation, outside: Mapping[str, torch.Tensor], source: Source
) -> Outcome:
    """Conclude a training run: what came back is measured against what stayed outside, and bounds decide.

    Args:
        check: the claim.
        seen: what its probe returned.
        outside: of the run's material.
        source: the student's code. One that brings along more than code can hold is refused.
    """
    finding: _Finding | None = None
    measured: dict[str, float] = {}
    if seen.stop:
        finding = _from_stop(check, seen.stop, source)
    elif size := luggage(source.text):
        message = f"the source is {size >> 10} KB when compressed, {MAX_COMPRESSED >> 10} KB are allowed"
        hint = "A training run starts from nothing: bring no tables, images or weights along."
        finding = _Finding(Verdict.FAILED, message, hint)
    else:
        assert check.measure
        with suppress(Exception):  # of values no author thought of; what is then missing is out of bounds
            measured = {k: float(v) for k, v in check.measure(seen.values or {}, outside).items()}
        for name, bound in check.bounds.items():
            if message := _out_of_bound(name, measured.get(name), bound, check.hidden):
                finding = _Finding(Verdict.FAILED, message, bound.hint)
                break
    return _outcome(check, finding, measured, [seen], source)


def luggage(text: str) -> int:
    """Bytes of a compressed source text, if they are more than a training run may bring along, or else 0."""
    size = len(zlib.compress(text.encode(errors="replace"), 9))
    return size if size > MAX_COMPRESSED else 0


def _outcome(
    check: Check,
    finding: _Finding | None,
    measured: Mapping[str, float],
    seen: Iterable[Observation],
    source: Source,
) -> Outcome:
    wrong = finding is not None and finding.verdict in (Verdict.FAILED, Verdict.ERROR)
    if wrong and is_unwritten(source.text, check.exercise):
        finding = _Finding(Verdict.SKIPPED, f"{check.exercise} is not written yet")
    # The time that a hidden check takes is something a submission can choose, to tell what it saw.
    seconds = round(sum(o.seconds for o in seen), 1 if check.hidden else 4)
    outcome = Outcome(
        check=check.name,
        exercise=check.exercise,
        verdict=Verdict.PASSED,
        points=check.points,
        possible=check.points,
        claim=check.claim,
        measured=measured,
        seconds=seconds,
        hidden=check.hidden,
    )
    if finding is None:
        return outcome
    return replace(
        outcome,
        verdict=finding.verdict,
        points=0.0,
        message=finding.message,
        hint=finding.hint,
        mutant=finding.mutant,
    )


def not_run(check: Check, verdict: Verdict, message: str, hint: str = "") -> Outcome:
    """The outcome of a check for which nothing of the student's was run, or nothing came of it."""
    return Outcome(
        check=check.name,
        exercise=check.exercise,
        verdict=verdict,
        points=0.0,
        possible=check.points,
        claim=check.claim,
        message=message,
        hint=hint,
        hidden=check.hidden,
    )


def not_trained(check: Check) -> Outcome:
    """The outcome of a training run that was spared, since what it comes after did not pass."""
    return not_run(check, Verdict.SKIPPED, _waits_for(check.after))


def _waits_for(check: str) -> str:
    return f"waits for `{check.replace('_', ' ')}`"


def skip_after(outcomes: Sequence[Outcome], checks: Mapping[str, Check]) -> tuple[Outcome, ...]:
    """Replace the outcome of a check whose `after` did not pass by a skip: one fault, one message.

    A check that passed all the same keeps its points, one that is not written yet keeps saying so, and one that
    comes after a fault of ours keeps its own message.
    """
    stuck = {o.check for o in outcomes if o.verdict not in (Verdict.PASSED, Verdict.INTERNAL)}
    result = []
    for o in outcomes:
        needs = checks[o.check].after
        if needs in stuck and o.verdict in (Verdict.FAILED, Verdict.ERROR, Verdict.TIMEOUT):
            message = _waits_for(needs)
            o = replace(o, verdict=Verdict.SKIPPED, message=message, hint="", mutant="")
        result.append(o)
    return tuple(result)


def _broken_rule(check: Check, seen: Mapping[int, Observation], source: Source) -> _Finding | None:
    rule = check.rule
    if rule is None:
        return None
    if any(o.stop for o in seen.values()):
        return None  # first make it run
    found = violation(source.text, check.exercise, rule)
    if found:
        return _Finding(Verdict.FAILED, f"uses {found.what} ({source.place(found.line)})", rule.because)
    for observation in seen.values():
        for call in observation.calls:
            for operator in call.operators:
                for pattern in rule.operators:
                    if _matches(operator, pattern):
                        shown = pattern if check.hidden else operator
                        return _Finding(Verdict.FAILED, f"runs the operator `{shown}`", rule.because)
    return None


def _matches(operator: str, pattern: str) -> bool:
    return operator.startswith(pattern[:-1]) if pattern.endswith("*") else operator == pattern


def _measure(check: Check, got: Observation, want: Observation, seed: int) -> dict[str, float]:
    """The numbers to be judged by a bound: values of that name, and what `measure` makes of the values.

    A number that the reference's probe does not return can only be measured, whatever came back under its name.
    """
    if got.values is None:
        return {}
    numbers = {name: _number(got.values.get(name)) for name in check.bounds if name in (want.values or {})}
    measured = {name: number for name, number in numbers.items() if number is not None}
    if check.measure and not difference(_compared(got, check), _compared(want, check)):
        with suppress(Exception):  # of numbers no author thought of; what is then missing is out of bounds
            measured |= {k: float(v) for k, v in check.measure(got.values, Draw(seed)).items()}
    return measured


def _number(value: object) -> float | None:
    if isinstance(value, torch.Tensor) and value.numel() == 1 and not value.is_complex():
        return float(value)
    if isinstance(value, bool | int | float):
        try:
            return float(value)
        except OverflowError:
            return float("inf") if value > 0 else float("-inf")
    return None


def _find(
    check: Check,
    seed: int,
    seen: Mapping[int, Observation],
    expected: Expected,
    source: Source,
    numbers: Mapping[str, float],
) -> _Finding | None:
    """What is wrong with the observation on this seed, if anything."""
    got, want = seen[seed], expected.observation(check, seed)
    if got.stop:
        return _with_mutant(_from_stop(check, got.stop, source), check, seed, got, expected, "")
    changed = [m for m in got.mutated if m not in want.mutated]
    if changed:
        what = "" if check.hidden else f": {', '.join(changed[:9])}"
        finding = _Finding(Verdict.FAILED, f"changed its input{what}")
        return _with_mutant(finding, check, seed, got, expected, MUTATION_HINT)
    differs = difference(_compared(got, check), _compared(want, check), check.tolerance)
    if differs:
        others = [(seen[s], expected.observation(check, s)) for s in seen]
        # A ratio or a shift is a number that tells, of a hidden check, what was expected.
        generic = hard_coded(others) or ("" if check.hidden else diagnose(differs))
        finding = _Finding(Verdict.FAILED, _sentence(differs, check.hidden))
        return _with_mutant(finding, check, seed, got, expected, generic)
    for name, bound in check.bounds.items():
        found = _out_of_bound(name, numbers.get(name), bound, check.hidden)
        if found:
            return _with_mutant(_Finding(Verdict.FAILED, found, bound.hint), check, seed, got, expected, "")
    return _grows(check, got, want) if check.vectorised else None


def _compared(observation: Observation, check: Check) -> dict[str, Value]:
    """What must be the reference's: the values without a bound, or, where they are measured, their form."""
    values = {k: v for k, v in (observation.values or {}).items() if k not in check.bounds}
    return {k: form(v) for k, v in values.items()} if check.measure else values


def _sentence(differs: Difference, hidden: bool) -> str:
    """A hidden check says in which respect, never with which values."""
    if not hidden:
        return differs.sentence
    if differs.respect is Respect.MISSING:
        return "came back with other names than the check asked for"
    return f"{differs.name}: wrong {differs.respect.value}"


def _from_stop(check: Check, stop: Stop, source: Source) -> _Finding:
    verdict, hint = {
        Ending.NOT_WRITTEN: (Verdict.SKIPPED, ""),
        Ending.TIMEOUT: (Verdict.TIMEOUT, "Look for a loop that never ends, or for slow Python loops."),
        Ending.DIED: (Verdict.ERROR, ""),
        Ending.RAISED: (Verdict.ERROR, "" if stop.frames else USE_HINT),
    }[stop.ending]
    return _Finding(verdict, (_hushed if check.hidden else _told)(check, stop, source), hint)


def _told(check: Check, stop: Stop, source: Source) -> str:
    if stop.ending is not Ending.RAISED:
        return stop.message
    if not stop.frames:
        return _stopped(stop)
    last = stop.frames[-1]
    return f"{_stopped(stop)}\n{source.frame_place(last.line)}, in `{last.function}`: `{last.text}`"


def _hushed(check: Check, stop: Stop, source: Source) -> str:
    """How the probe of a hidden check ended, in words that are ours but for the number of a line."""
    if stop.ending is Ending.NOT_WRITTEN:
        own = stop.message.startswith((f"{check.exercise} ", f"{check.exercise}."))
        return f"{check.exercise if own else 'an exercise it builds on'} is not written yet"
    if stop.ending is not Ending.RAISED:
        return "no answer in time" if stop.ending is Ending.TIMEOUT else "its process ended"
    kind = getattr(builtins, stop.type, None)
    name = stop.type if isinstance(kind, type) and issubclass(kind, BaseException) else "an exception"
    return name + "".join(f" ({source.frame_place(frame.line)})" for frame in stop.frames[-1:])


def _stopped(stop: Stop) -> str:
    return f"{stop.type}: {stop.message}" if stop.message else stop.type


def _out_of_bound(name: str, number: float | None, bound: Bound, hidden: bool) -> str:
    if number is None:
        return f"{name}: is not a number"
    low, high = bound.low, bound.high
    inside = (low is None or number >= low) and (high is None or number <= high)
    if inside:
        return ""
    if hidden:
        return f"{name}: out of range"
    limit = f"at least {low:g}" if low is not None and not number >= low else f"at most {high:g}"
    return f"{name}: got {number:.4g}, expected {limit}"


def _grows(check: Check, got: Observation, want: Observation) -> _Finding | None:
    """Whether the number of operators grew from the first call of the exercise to the last."""
    asked = sum(c.name == check.exercise for c in want.calls)
    if asked < 2:
        return _Finding(Verdict.INTERNAL, "a vectorised check must call its exercise at least twice")
    totals = [c.total for c in got.calls if c.name == check.exercise]
    if len(totals) != asked:
        message = f"{asked} calls were made, {len(totals)} could be watched"
        return _Finding(Verdict.FAILED, message, f"Define `{check.exercise}` with `def`, as in the stub.")
    if totals[-1] <= totals[0]:
        return None
    message = f"needs {totals[0]} tensor operations on a small input and {totals[-1]} on a large one"
    return _Finding(Verdict.FAILED, message, LOOP_HINT)


def _with_mutant(
    finding: _Finding, check: Check, seed: int, got: Observation, expected: Expected, generic: str
) -> _Finding:
    """Add the hint of the known mistake that behaves exactly like this one, or else the generic hint."""
    if finding.verdict is Verdict.SKIPPED:
        return finding
    matches = [n for n, seen in expected.mistakes(check, seed).items() if behaves_like(got, seen, check)]
    named = [n for n in matches if check.name in expected.names.get(n, ())]
    chosen = named[0] if named else matches[0] if len(matches) == 1 else ""
    if not chosen:
        return replace(finding, hint=finding.hint or generic)
    return replace(finding, hint=expected.hints.get(chosen, ""), mutant=chosen)


def behaves_like(got: Observation, mistake: Observation, check: Check) -> bool:
    """Whether an observation is the one a known mistake gives: same values, same exception, same mutations."""
    if got.mutated != mistake.mutated:
        return False
    if got.stop or mistake.stop:
        a, b = got.stop, mistake.stop
        return bool(a and b and (a.ending, a.type, _gist(a)) == (b.ending, b.type, _gist(b)))
    if got.values is None or mistake.values is None:
        return False
    return difference(got.values, mistake.values, check.tolerance) is None


def _gist(stop: Stop) -> str:
    """An exception's message without addresses, which differ from process to process."""
    return re.sub(r"0x[0-9a-f]+", "0x", stop.message) if stop.ending is Ending.RAISED else ""
