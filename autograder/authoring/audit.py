"""Prove a solution folder: nine invariants, each failure one line that says what to do next.

Never vacuous: a folder without checks, mutants or variants fails, and whatever crashes is a failure, not a pass.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import torch

from autograder.authoring import index, leaks, markers, release, weave
from autograder.authoring.examples import wrong_examples
from autograder.authoring.findings import Audit, Failure, Gap
from autograder.checks import FLOAT32, FLOAT64, Check, Suite
from autograder.compare import gap
from autograder.draw import SEEDS_PER_CHECK, published_seeds, seeds_for
from autograder.errors import InstructorError
from autograder.judge import judge
from autograder.modules import Overlay, load_source
from autograder.observation import Observation, Value
from autograder.results import Outcome, Verdict
from autograder.rules import Source
from autograder.solution import Live, Solution, observe_file, read_solution

SEEDS = 20
PUBLIC_SECONDS, HIDDEN_SECONDS = 10.0, 30.0
"""What a student waits for all public checks, and a grader for the hidden ones; CPU seconds of one core.
A check that asks for more than the first by itself (`seconds=`) trains a network, and is left out of both."""


def audit(
    folder: Path, released: Path, *, seeds: int = SEEDS, progress: Callable[[str], None] = print
) -> Audit:
    """Check the invariants of a solution folder and of its release.

    Args:
        folder: `solutions/<slug>`.
        released: `assignments/<slug>`.
        seeds: how many seeds right solutions must pass.
        progress: told what is being looked at.
    """
    try:
        solution = read_solution(folder)
        source = solution.reference.read_text(encoding="utf-8")
        exercises = markers.exercises(source, str(solution.reference))
        module = _load(source, solution)
    except InstructorError as error:
        return Audit(folder.name, failures=(_failure("structure", error),))
    run = _Run(solution, source, module, seeds)
    failures: list[Failure] = []
    invariants: tuple[tuple[str, Callable[[], Iterator[Failure]]], ...] = (
        ("the parts belong together", lambda: run.structure(exercises)),
        ("the reference passes", run.reference),
        ("the stub is unwritten", run.stub),
        ("the examples are right", run.examples),
        ("every mutant dies with its hint", run.mutants),
        ("every variant lives", run.variants),
        ("the release is fresh and holds no solution", lambda: run.released(released)),
        ("checks are quick", run.speed),
    )
    for what, invariant in invariants:
        progress(f"{solution.slug}: {what}")
        try:
            failures += invariant()
        except InstructorError as error:
            failures.append(_failure(what, error))
    suite = solution.suite
    return Audit(
        slug=solution.slug,
        exercises=exercises,
        checks=tuple(c.name for c in suite.checks),
        hidden=tuple(c.name for c in suite.checks if c.hidden),
        mutants={name: tuple(kills) for name, kills in run.kills.items()},
        variants=tuple(v.name for v in solution.variants),
        gaps=run.gaps(),
        seconds=run.costs(),
        failures=tuple(failures),
    )


def _failure(invariant: str, error: InstructorError) -> Failure:
    return Failure(invariant, error.where or "solutions", error.message, error.hint)


class _Run:
    """One audit: the live reference, and what was measured on the way."""

    def __init__(self, solution: Solution, source: str, module: ModuleType, seeds: int) -> None:
        self.solution, self.source, self.module = solution, source, module
        self.live = Live(solution)
        self.kills: dict[str, list[str]] = {m.name: [] for m in solution.mutants}
        self._seeds = seeds
        self._cost: dict[str, float] = {}
        self._variant_gap: dict[str, float] = {}
        self._mutant_gap: dict[str, float] = {}

    # Invariant 4, and that nothing is empty.
    def structure(self, exercises: Sequence[str]) -> Iterator[Failure]:
        """Exercises, checks, handout, mutants and variants name each other."""
        s = self.solution
        weave.weave(
            s.slug, _read(s.handout), markers.strip(self.source, str(s.reference)), exercises, str(s.handout)
        )
        yield from _match_exercises(s.suite, exercises, s)
        for check in s.suite.checks:
            if not check.claim:
                yield Failure(
                    "docstrings", check.where, f"`{check.name}` has no docstring", "Say what it claims."
                )
        for file in ("checks.py", "hidden.py"):
            yield from _redefined(s.folder / file)
        for kind, overlays in (("mutants", s.mutants), ("variants", s.variants)):
            if not overlays:
                yield Failure("structure", str(s.folder / kind), "is empty", "A proof needs both sides.")
        known = {c.name for c in s.suite.checks}
        for mutant in s.mutants:
            if not mutant.killed_by:
                yield Failure("mutants", mutant.where, "names no check", 'Add KILLED_BY = ("a_check",).')
            for name in mutant.killed_by:
                if name not in known:
                    yield Failure("mutants", mutant.where, f"names the check `{name}`, which does not exist")
        if not (s.folder / "design.md").is_file():
            yield Failure(
                "structure", str(s.folder), "design.md is missing", "State goal, sources, thresholds."
            )
        index.check_names(s)

    # Invariant 1.
    def reference(self) -> Iterator[Failure]:
        """A second copy of the reference passes every check on every seed."""
        yield from self._passes(self.module, self.source, str(self.solution.reference))

    # Invariant 2.
    def stub(self) -> Iterator[Failure]:
        """The stub imports, and every check on it says "not written yet"."""
        text = markers.strip(self.source, str(self.solution.reference))
        module = _load(text, self.solution)
        for check in self.solution.suite.quick:
            outcome = self._judge(check, module, text, published_seeds(check.name, check.seeds)[:1])
            if outcome.verdict is not Verdict.SKIPPED:
                yield Failure(
                    "stub",
                    check.where,
                    f"`{check.name}` says {outcome.verdict} on the untouched stub, not «not written yet»",
                    outcome.message or "Does the probe call its exercise?",
                )

    # Invariant 9.
    def examples(self) -> Iterator[Failure]:
        """What the handout says that the reference gives, it gives."""
        handout = self.solution.handout
        return wrong_examples(_read(handout), str(handout), vars(self.module))

    # Invariant 3, first half.
    def mutants(self) -> Iterator[Failure]:
        """Each mutant fails the checks it names and gets its own hint; each check kills one."""
        for mutant in self.solution.mutants:
            yield from self._mutant(mutant)
        killing = {name for kills in self.kills.values() for name in kills}
        for check in self.solution.suite.quick:
            if check.name not in killing:
                yield Failure(
                    "mutants",
                    check.where,
                    f"`{check.name}` kills no mutant",
                    "Write the mistake that it guards against.",
                )

    def _mutant(self, mutant: Overlay) -> Iterator[Failure]:
        module = self.live.module(mutant.name)
        text = f"{self.source}\n{mutant.source}"
        for check in self.solution.suite.quick:
            named = check.name in mutant.killed_by
            seeds = published_seeds(check.name, check.seeds)
            if not named and not any(mutant.name in self.live.mistakes(check, seed) for seed in seeds):
                continue
            outcome = self._judge(check, module, text, seeds)
            dead = outcome.verdict in (Verdict.FAILED, Verdict.ERROR, Verdict.TIMEOUT)
            if dead:
                self.kills[mutant.name].append(check.name)
                self._note_mutant_gap(check, mutant, seeds)
            if not named:
                continue
            if not dead:
                yield Failure(
                    "mutants", mutant.where, f"survives `{check.name}` ({outcome.verdict})", check.where
                )
            elif outcome.mutant != mutant.name and not self._by_rule(check, outcome):
                other = f"that of `{outcome.mutant}`" if outcome.mutant else f"«{outcome.hint or 'nothing'}»"
                yield Failure(
                    "hints",
                    mutant.where,
                    f"is rejected by `{check.name}`, but its hint there is {other}",
                    "Two mutants look the same to that probe: name another check, or make the probe tell them apart.",
                )

    def _by_rule(self, check: Check, outcome: Outcome) -> bool:
        """Whether the text or the operator count condemned it: then the rule's sentence is the right hint."""
        because = check.rule.because if check.rule else None
        return bool(outcome.hint) and (outcome.hint == because or "tensor operations" in outcome.message)

    def _note_mutant_gap(self, check: Check, mutant: Overlay, seeds: Sequence[int]) -> None:
        for seed in seeds:
            seen = self.live.mistakes(check, seed).get(mutant.name)
            if seen:
                distance = _gap(check, seen, self.live.observation(check, seed))
                if distance > 1:  # otherwise a bound or another seed rejects it
                    self._mutant_gap[check.name] = min(self._mutant_gap.get(check.name, math.inf), distance)

    # Invariant 3, second half.
    def variants(self) -> Iterator[Failure]:
        """Every variant passes every check on every seed."""
        for variant in self.solution.variants:
            text = f"{self.source}\n{variant.source}"
            yield from self._passes(self.live.module(variant.name), text, variant.where, variant=True)

    # Invariants 5 and 6.
    def released(self, folder: Path) -> Iterator[Failure]:
        """The release is what would be written now, and nothing in its folder shows a solution line."""
        hint = f"Run `autograder release {self.solution.slug}`."
        if not folder.is_dir():
            yield Failure("release", str(folder), "is missing", hint)
            return
        files = release.build(self.solution)
        for name, what in release.stale(files, folder).items():
            yield Failure("release", str(folder / name), what, hint)
        present = {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
        where = str(self.solution.reference)
        for leak in leaks.search(self.source, where, _read(self.solution.handout), present):
            yield Failure("leak", leak.where, leak.message, hint)

    # Invariant 8.
    def speed(self) -> Iterator[Failure]:
        """The checks, training aside, take no longer than a student or a grader is asked to wait."""
        quick = [c for c in self.solution.suite.quick if (c.seconds or 0) <= PUBLIC_SECONDS]
        for kind, limit in (("public", PUBLIC_SECONDS), ("hidden", HIDDEN_SECONDS)):
            costs = {c.name: self._cost.get(c.name, 0.0) for c in quick if c.hidden == (kind == "hidden")}
            total = sum(costs.values())
            if total > limit:
                slowest = max(costs, key=lambda name: costs[name])
                yield Failure(
                    "speed",
                    self.solution.suite[slowest].where,
                    f"the {kind} checks take {total:.1f} s, limit {limit:g} s",
                    f"The slowest is `{slowest}` with {costs[slowest]:.1f} s: give it smaller inputs.",
                )

    def costs(self) -> dict[str, float]:
        """CPU seconds of the reference on the seeds of one grading, by kind of check."""
        result = {"public": 0.0, "hidden": 0.0}
        for check in self.solution.suite.checks:
            result["hidden" if check.hidden else "public"] += self._cost.get(check.name, 0.0)
        return {kind: round(cost, 3) for kind, cost in result.items()}

    # Invariant 7.
    def gaps(self) -> tuple[Gap, ...]:
        """Each check's tolerance between its variants and its mutants."""
        far, near = self._mutant_gap, self._variant_gap
        names = [(c.name, self._rtol(c)) for c in self.solution.suite.quick]
        return tuple(Gap(n, near.get(n, 0.0) * rtol, rtol, far.get(n, math.inf) * rtol) for n, rtol in names)

    def _rtol(self, check: Check) -> float:
        if check.tolerance or check.name not in self._variant_gap:
            return (check.tolerance or FLOAT64).rtol
        want = self.live.observation(check, published_seeds(check.name, check.seeds)[0]).values or {}
        single = any(tensor.dtype == torch.float32 for tensor in _tensors(dict(want)))
        return FLOAT32.rtol if single else FLOAT64.rtol

    def _passes(
        self, module: ModuleType, text: str, where: str, *, variant: bool = False
    ) -> Iterator[Failure]:
        for check in self.solution.suite.quick:
            published = published_seeds(check.name, check.seeds)
            count = max(
                self._seeds * check.seeds // SEEDS_PER_CHECK, 1
            )  # a long run gets fewer, as in grading
            seeds = (*published, *seeds_for(b"audit", "", check.name, count))[:count]
            seen = {seed: observe_file(check, module, seed) for seed in seeds}
            outcome = judge(check, seen, self.live, Source(text))
            if variant:
                distance = max(_gap(check, seen[s], self.live.observation(check, s)) for s in seen)
                self._variant_gap[check.name] = max(self._variant_gap.get(check.name, 0.0), distance)
            else:
                per_seed = sum(o.seconds for o in seen.values()) / len(seen)
                self._cost[check.name] = per_seed * check.seeds
            if outcome.verdict is not Verdict.PASSED:
                hint = f"{outcome.message}\n    {outcome.hint}".rstrip()
                what = f"does not pass `{check.name}` ({outcome.verdict})"
                yield Failure("variants" if variant else "reference", where, what, hint)

    def _judge(self, check: Check, module: ModuleType, text: str, seeds: Sequence[int]) -> Outcome:
        seen = {seed: observe_file(check, module, seed) for seed in seeds}
        return judge(check, seen, self.live, Source(text))


def _match_exercises(suite: Suite, exercises: Sequence[str], solution: Solution) -> Iterator[Failure]:
    for name in exercises:
        checks = suite.of(name)
        if not any(not c.hidden for c in checks):
            yield Failure(
                "exercises", str(solution.folder / "checks.py"), f"no check for the exercise `{name}`"
            )
    for check in suite.checks:
        if check.exercise not in exercises:
            hint = f"Exercises: {', '.join(exercises)}."
            yield Failure(
                "exercises", check.where, f"`{check.name}` is about `{check.exercise}`, no exercise", hint
            )
        if check.name in exercises:
            yield Failure("exercises", check.where, f"the check `{check.name}` has the name of an exercise")
    for name in suite.rules:
        if name not in exercises:
            yield Failure(
                "exercises", str(solution.folder / "checks.py"), f"RULES names `{name}`, no exercise"
            )


def _redefined(path: Path) -> Iterator[Failure]:
    """Python drops the first of two functions of one name without a word."""
    lines: dict[str, int] = {}
    for node in ast.parse(_read(path)).body if path.is_file() else ():
        if isinstance(node, ast.FunctionDef) and lines.setdefault(node.name, node.lineno) != node.lineno:
            what = f"replaces the `{node.name}` of line {lines[node.name]}"
            yield Failure("structure", f"{path}:{node.lineno}", what, "Give it a name of its own.")


def _tensors(value: Value) -> Iterator[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, Mapping):
        yield from _tensors(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _tensors(item)


def _gap(check: Check, seen: Observation, want: Observation) -> float:
    if check.measure:
        return 0.0  # only the form is compared, and the bound says the rest
    if seen.values is None or want.values is None or seen.mutated != want.mutated:
        return math.inf
    judged = [{k: v for k, v in (o.values or {}).items() if k not in check.bounds} for o in (seen, want)]
    return gap(judged[0], judged[1], check.tolerance)


def _load(text: str, solution: Solution) -> ModuleType:
    where = str(solution.reference)
    try:
        return load_source(text, f"{where} (audited)", f"audited_{solution.slug}")
    except (Exception, SystemExit) as error:
        raise InstructorError(f"raises {type(error).__name__}: {error}", where=where) from error


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
