"""Observations and checks of an exercise `f`, for the tests of the judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.checks import Check, check
from autograder.draw import Draw
from autograder.judge import judge
from autograder.observation import Ending, Frame, Observation, Stop, plain
from autograder.results import Outcome, Verdict
from autograder.rules import Source

WRITTEN = Source("def f(x):\n    return x + 1\n")


@dataclass
class Recorded:
    """The other side of the comparison, the same for every seed unless `by_seed` says otherwise."""

    want: Observation
    by_seed: Mapping[int, Observation] = field(default_factory=dict)
    mutants: Mapping[str, Observation] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def observation(self, check: Check, seed: int) -> Observation:
        """What the reference does."""
        return self.by_seed.get(seed, self.want)

    def mistakes(self, check: Check, seed: int) -> Mapping[str, Observation]:
        """What the mutants do."""
        return self.mutants


def claim(**options: Any) -> Check:
    """A check of `f` called `is_right`, worth two points."""
    rule, hidden = options.pop("rule", None), options.pop("hidden", False)

    def is_right(impl: Any, draw: Draw) -> dict[str, Any]:
        """The result is right."""
        return {}

    return replace(check("f", points=2, **options)(is_right), rule=rule, hidden=hidden)


def saw(**values: Any) -> Observation:
    return Observation({name: plain(value) for name, value in values.items()}, seconds=0.5)


def stopped(ending: Ending, kind: str = "", message: str = "", *frames: Frame) -> Observation:
    return Observation(None, Stop(ending, kind, message, frames))


def conclude(got: Observation, want: Observation, source: Source = WRITTEN, **options: Any) -> Outcome:
    return judge(claim(**options), {1: got}, Recorded(want), source)


def ending(outcome: Outcome) -> tuple[Verdict, float, str, str]:
    return outcome.verdict, outcome.points, outcome.message, outcome.hint
