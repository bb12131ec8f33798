"""The vocabulary of `checks.py` and `hidden.py` files: a check is a claim, a probe, and how to compare.

A probe `probe(impl, draw) -> {name: value}` exercises an implementation and returns what it saw. It runs on the
reference and on the student's module, in different processes, and the two observations are compared by the
judge. A probe never returns a verdict: a verdict made beside student code can be forged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

from autograder.draw import SEEDS_PER_CHECK
from autograder.errors import InstructorError
from autograder.training import Training

Values = dict[str, Any]
Probe = Callable[..., Values]
Measure = Callable[[Mapping[str, Any], Any], Mapping[str, float]]


@dataclass(frozen=True)
class Tolerance:
    """How far two right answers may lie apart: |got − want| ≤ atol + rtol·|want|.

    Attributes:
        rtol: relative part.
        atol: absolute part.
        reason: the measured gap that a tolerance looser than the default rests on.
    """

    rtol: float
    atol: float
    reason: str


FLOAT64 = Tolerance(1e-9, 1e-10, "right solutions agree to 1e-13 in float64 on probes of this size")
FLOAT32 = Tolerance(1e-5, 1e-6, "float32 carries 7 digits; reorderings cost one or two")


@dataclass(frozen=True)
class Bound:
    """Where a measured number must lie, for observations that two right solutions need not share.

    Attributes:
        low: the least that passes, or None.
        high: the most that passes, or None.
        reason: the seeds or the theorem the numbers come from.
        hint: what the student reads when the number lies outside.
    """

    reason: str
    low: float | None = None
    high: float | None = None
    hint: str = ""

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise InstructorError("a Bound needs low=, high=, or both")


@dataclass(frozen=True)
class Rule:
    """What an exercise may not use. A rule, not a wall: it tells honest students what to practise.

    Attributes:
        because: the sentence the student reads.
        loops: no `for`, `while` or comprehension in the exercise or in the helpers it calls.
        names: dotted names that may not be called (`torch.cdist`, `torch.nn.functional.*`); a leading dot
            means a method of anything (`.numpy`).
        operators: ATen operators that may not be dispatched while the exercise runs (`aten::convolution`);
            `*` at the end matches any ending.
    """

    because: str
    loops: bool = False
    names: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()


DEFAULT_SECONDS = 3.0
"""Of CPU time: loading a part of torch late takes up to two."""


@dataclass(frozen=True)
class Check:
    """One graded claim about one exercise. Made by the `check` decorator."""

    name: str
    exercise: str
    claim: str
    probe: Probe
    points: float
    after: str
    tolerance: Tolerance | None
    bounds: Mapping[str, Bound]
    measure: Measure | None
    vectorised: bool
    seconds: float | None
    seeds: int
    where: str
    trains: Training | None = None
    hidden: bool = False
    rule: Rule | None = None

    @property
    def title(self) -> str:
        """The name as words: `normalises a random batch`."""
        return self.name.replace("_", " ")

    def limit(self, cost: float = 0.0) -> float:
        """CPU seconds that one seed of the probe may take.

        Args:
            cost: CPU seconds that the reference takes on this machine, as far as that is known.
        """
        if self.seconds is None:
            return max(DEFAULT_SECONDS, 20 * cost)
        return max(self.seconds, 3 * cost)


def check(
    exercise: str,
    *,
    points: float = 1,
    after: Check | None = None,
    tolerance: Tolerance | None = None,
    bounds: Mapping[str, Bound] | None = None,
    measure: Measure | None = None,
    vectorised: bool = False,
    seconds: float | None = None,
    seeds: int = SEEDS_PER_CHECK,
    trains: Training | None = None,
) -> Callable[[Probe], Check]:
    """Turn a probe into a check of `exercise`; its docstring is the claim the student reads.

    Args:
        exercise: name of the function or class that the student writes.
        points: what passing is worth.
        after: a check that must pass first; otherwise this one is skipped.
        tolerance: replaces the default of the expected value's dtype (`FLOAT64`, `FLOAT32`).
        bounds: values judged against a `Bound` instead of the reference, by name.
        measure: run by the judge on the observation, adds measured numbers (an accuracy against labels that
            the probe never saw); each needs an entry in `bounds`. What comes back (predictions) must then
            share only the form of the reference's: types, shapes, dtypes.
        vectorised: the probe calls the exercise on growing inputs; the number of tensor operators dispatched
            must not grow from the first call to the last.
        seconds: CPU limit for one seed of the probe, more where the reference needs a third of it. By default
            three seconds, a thousand times what most probes need, or twenty times what the reference needs.
        seeds: on how many seeds the check is judged each time; 1 where a run takes long, as training does.
        trains: makes it a training run. Its probe is called with a `Run` as well, `measure` gets what stayed outside
            instead of a draw, only bounds decide, and it is run on one seed, in a process of its own.

    Raises:
        InstructorError: the decorator stands without its arguments, and the check would be lost; or a training run
            lacks what decides on it.
    """
    if not isinstance(exercise, str):
        raise InstructorError(
            "@check stands without the name of its exercise", hint='Write `@check("batchnorm_forward")`.'
        )

    if trains and not (measure and bounds and seconds):
        raise InstructorError("a training run needs `measure=`, `bounds=` and `seconds=`")

    def wrap(probe: Probe) -> Check:
        code = probe.__code__
        return Check(
            name=probe.__name__,
            exercise=exercise,
            claim=" ".join((probe.__doc__ or "").split()),
            probe=probe,
            points=points,
            after=after.name if after else "",
            tolerance=tolerance,
            bounds=bounds or {},
            measure=measure,
            vectorised=vectorised,
            seconds=seconds,
            seeds=1 if trains else seeds,
            trains=trains,
            where=f"{code.co_filename}:{code.co_firstlineno}",
        )

    return wrap


@dataclass(frozen=True)
class Suite:
    """The checks of an assignment in file order, public ones first, and the rules of its exercises."""

    checks: tuple[Check, ...]
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Check:
        """The check of that name."""
        return next(c for c in self.checks if c.name == name)

    @property
    def public(self) -> tuple[Check, ...]:
        """The checks students run all the time: training runs are left out."""
        return tuple(c for c in self.quick if not c.hidden)

    @property
    def quick(self) -> tuple[Check, ...]:
        """The checks that compare with the reference: all but training runs."""
        return tuple(c for c in self.checks if not c.trains)

    @property
    def trainings(self) -> tuple[Check, ...]:
        """The training runs."""
        return tuple(c for c in self.checks if c.trains)

    @property
    def exercises(self) -> tuple[str, ...]:
        """Names of the exercises in the order of their first check."""
        return tuple(dict.fromkeys(c.exercise for c in self.checks))

    def of(self, exercise: str) -> tuple[Check, ...]:
        """The checks of one exercise."""
        return tuple(c for c in self.checks if c.exercise == exercise)


def collect(public: ModuleType, hidden: ModuleType | None = None) -> Suite:
    """Gather the checks of a `checks.py` module and, for the judge, of a `hidden.py` module.

    Raises:
        InstructorError: no checks, two of one name, an unknown `after`, or a measure without bounds.
    """
    rules: dict[str, Rule] = dict(getattr(public, "RULES", {}))
    found: list[Check] = []
    for module in (public, hidden) if hidden else (public,):
        own = [
            replace(c, hidden=module is hidden, rule=rules.get(c.exercise))
            for c in vars(module).values()
            if isinstance(c, Check) and c.where.startswith(f"{module.__file__}:")
        ]
        if not own and module is public:
            raise InstructorError("no check in this file", where=str(module.__file__))
        found += own
    seen: dict[str, Check] = {}
    for c in found:
        if c.name in seen:
            raise InstructorError(
                f"two checks are called `{c.name}`",
                where=c.where,
                hint=f"The other is at {seen[c.name].where}.",
            )
        if c.after and c.after not in seen:
            raise InstructorError(f"`{c.name}` comes after `{c.after}`, which is not above it", where=c.where)
        if c.measure and not c.bounds:
            raise InstructorError(
                f"`{c.name}` measures, but bounds nothing",
                where=c.where,
                hint="Give `bounds=` an entry for each number that it measures.",
            )
        seen[c.name] = c
    return Suite(tuple(found), rules)
