"""Compare what a student's code did with what the reference and the known mistakes do, and conclude.

Pure: observations in, outcomes out. It knows no sandbox and no files, and it never runs student code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import torch

from autograder.checks import Bound, Check
from autograder.compare import Difference, difference
from autograder.diagnose import LOOP_HINT, MUTATION_HINT, diagnose, hard_coded
from autograder.draw import Draw
from autograder.observation import Ending, Observation, Stop, Value
from autograder.results import Outcome, Verdict
from autograder.rules import Source, is_unwritten, violation


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
            finding = _Finding(Verdict.INTERNAL, f"the reference itself stopped: {_stopped(want.stop)}")
            break
        measured |= _measure(check, got, seed)
        finding = _find(check, seed, seen, expected, source, measured)
    seconds = round(sum(o.seconds for o in seen.values()), 4)
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


def skip_after(outcomes: Sequence[Outcome], checks: Mapping[str, Check]) -> tuple[Outcome, ...]:
    """Replace the outcome of a check whose `after` did not pass by a skip: one fault, one message.

    A check that passed all the same keeps its points, and one that is not written yet keeps saying so.
    """
    stuck = {o.check for o in outcomes if o.verdict is not Verdict.PASSED}
    result = []
    for o in outcomes:
        needs = checks[o.check].after
        if needs in stuck and o.verdict in (Verdict.FAILED, Verdict.ERROR, Verdict.TIMEOUT):
            message = f"waits for `{checks[needs].title}`"
            o = replace(o, verdict=Verdict.SKIPPED, message=message, hint="", mutant="")
        result.append(o)
    return tuple(result)


def _broken_rule(check: Check, seen: Mapping[int, Observation], source: Source) -> _Finding | None:
    rule = check.rule
    if rule is None:
        return None
    if all(o.stop and o.stop.ending is Ending.NOT_WRITTEN for o in seen.values()):
        return None
    found = violation(source.text, check.exercise, rule)
    if found:
        return _Finding(Verdict.FAILED, f"uses {found.what} ({source.place(found.line)})", rule.because)
    for observation in seen.values():
        for call in observation.calls:
            for operator in call.operators:
                if any(_matches(operator, pattern) for pattern in rule.operators):
                    return _Finding(Verdict.FAILED, f"runs the operator `{operator}`", rule.because)
    return None


def _matches(operator: str, pattern: str) -> bool:
    return operator.startswith(pattern[:-1]) if pattern.endswith("*") else operator == pattern


def _measure(check: Check, got: Observation, seed: int) -> dict[str, float]:
    """The numbers to be judged by a bound: values of that name, and what `measure` makes of the values."""
    if got.values is None:
        return {}
    numbers = {name: _number(got.values.get(name)) for name in check.bounds}
    measured = {name: number for name, number in numbers.items() if number is not None}
    if check.measure:
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
    measured: Mapping[str, float],
) -> _Finding | None:
    """What is wrong with the observation on this seed, if anything."""
    got, want = seen[seed], expected.observation(check, seed)
    if got.stop:
        finding = _from_stop(check, got.stop, source)
        return _with_mutant(finding, check, seed, got, expected, "") if finding else None
    if got.values is None or want.values is None:
        return _Finding(Verdict.INTERNAL, "the probe returned nothing")
    changed = [m for m in got.mutated if m not in want.mutated]
    if changed:
        finding = _Finding(Verdict.FAILED, f"changed its input: {', '.join(changed)}")
        return _with_mutant(finding, check, seed, got, expected, MUTATION_HINT)
    for name, bound in check.bounds.items():
        found = _out_of_bound(name, measured.get(name), bound, check.hidden)
        if found:
            return _with_mutant(_Finding(Verdict.FAILED, found), check, seed, got, expected, "")
    differs = difference(_compared(got, check), _compared(want, check), check.tolerance)
    if differs:
        if is_unwritten(source.text, check.exercise):
            return _Finding(Verdict.SKIPPED, f"{check.exercise} is not written yet")
        others = [(seen[s], expected.observation(check, s)) for s in seen]
        generic = hard_coded(others) or diagnose(differs)
        finding = _Finding(Verdict.FAILED, _sentence(differs, check.hidden))
        return _with_mutant(finding, check, seed, got, expected, generic)
    return _grows(check, got) if check.vectorised else None


def _compared(observation: Observation, check: Check) -> dict[str, Value]:
    return {k: v for k, v in (observation.values or {}).items() if k not in check.bounds}


def _sentence(differs: Difference, hidden: bool) -> str:
    """A hidden check says in which respect, never with which values."""
    return f"{differs.name}: wrong {differs.respect.value}" if hidden else differs.sentence


def _from_stop(check: Check, stop: Stop, source: Source) -> _Finding:
    if stop.ending is Ending.NOT_WRITTEN:
        return _Finding(Verdict.SKIPPED, stop.message)
    if stop.ending is Ending.TIMEOUT:
        return _Finding(
            Verdict.TIMEOUT, stop.message, "Look for a loop that never ends, or for slow Python loops."
        )
    if stop.ending is Ending.DIED:
        return _Finding(Verdict.ERROR, stop.message)
    # A hidden check's inputs could be smuggled out in a message: only the class and the place are shown.
    what = stop.type if check.hidden else _stopped(stop)
    if stop.frames:
        last = stop.frames[-1]
        what += f"\n{source.frame_place(last.line)}, in `{last.function}`: `{last.text}`"
    return _Finding(Verdict.ERROR, what)


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


def _grows(check: Check, got: Observation) -> _Finding | None:
    """Whether the number of operators grew from the first call of the exercise to the last."""
    totals = [c.total for c in got.calls if c.name == check.exercise]
    if len(totals) < 2:
        return _Finding(Verdict.INTERNAL, "a vectorised check must call its exercise at least twice")
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
