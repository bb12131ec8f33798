"""One solution folder: the reference, its checks, its known mistakes and its other right ways."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType

from autograder.checks import Check, Suite, collect
from autograder.errors import InstructorError
from autograder.modules import Overlay, lay_over, load_path, read_overlay
from autograder.observation import Observation
from autograder.observe import observe
from autograder.reach import names_touched, names_used
from autograder.snapshot import Key, Snapshot, agrees, named_first


@dataclass(frozen=True)
class Solution:
    """What an author wrote for one assignment.

    Attributes:
        slug: name of the folder and of the module.
        folder: `solutions/<slug>`.
        suite: all checks, public ones first.
        mutants: known mistakes.
        variants: other right solutions.
    """

    slug: str
    folder: Path
    suite: Suite
    mutants: tuple[Overlay, ...]
    variants: tuple[Overlay, ...]

    @property
    def reference(self) -> Path:
        """The reference module."""
        return self.folder / f"{self.slug}.py"

    @property
    def handout(self) -> Path:
        """The story that is woven into the notebook."""
        return self.folder / "handout.md"

    @cached_property
    def release(self) -> str:
        """The slug and a digest of everything a grade depends on: reference, checks, mutants."""
        digest = hashlib.sha256()
        files = [self.reference, self.folder / "checks.py", self.folder / "hidden.py"]
        files += [Path(m.where) for m in self.mutants]
        for file in files:
            if file.is_file():
                text = file.read_text(encoding="utf-8")
                digest.update(f"{file.name}\0{len(text)}\0{text}".encode())
        return f"{self.slug}-{digest.hexdigest()[:12]}"

    @property
    def hints(self) -> dict[str, str]:
        """Each mutant's hint."""
        return {m.name: m.hint for m in self.mutants}

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The checks each mutant is meant to fail."""
        return {m.name: m.killed_by for m in self.mutants}


def read_solution(folder: Path) -> Solution:
    """Read a solution folder; the checks are executed, the reference is not.

    Raises:
        InstructorError: something required is missing or does not load.
    """
    slug = folder.name
    for required in (f"{slug}.py", "checks.py", "handout.md"):
        if not (folder / required).is_file():
            raise InstructorError(
                f"{required} is missing",
                where=str(folder),
                hint="`autograder new SLUG` writes a folder that holds all it needs.",
            )
    public = _load(folder / "checks.py", f"checks_{slug}")
    hidden = folder / "hidden.py"
    suite = collect(public, _load(hidden, f"hidden_{slug}") if hidden.is_file() else None)
    mutants = tuple(read_overlay(p) for p in sorted((folder / "mutants").glob("*.py")))
    variants = tuple(read_overlay(p) for p in sorted((folder / "variants").glob("*.py")))
    return Solution(slug, folder, suite, mutants, variants)


def _load(path: Path, name: str) -> ModuleType:
    try:
        return load_path(path, name)
    except SyntaxError as error:
        raise InstructorError(f"does not parse: {error.msg}", where=f"{path}:{error.lineno}") from None
    except InstructorError as error:
        where = error.where or str(path)
        raise InstructorError(error.message, hint=error.hint, where=where) from None
    except (Exception, SystemExit) as error:
        raise InstructorError(f"raises {type(error).__name__}: {error}", where=str(path)) from error


def observe_file(check: Check, module: ModuleType, seed: int, cost: float = 0.0) -> Observation:
    """Run a probe on a trusted module of ours, within what a student's would be given.

    Args:
        check: whose probe.
        module: the reference, a mutant or a variant.
        seed: of the draw.
        cost: CPU seconds that the reference takes, if this is another.
    """
    return observe(
        check, vars(module), seed, own_files=lambda name: name == module.__file__, limit=check.limit(cost)
    )


class Live:
    """The reference and the mutants, run when the judge asks. Answers are kept for the next question.

    May be asked by several threads; they wait for each other while something is run.
    """

    def __init__(self, solution: Solution, known: Snapshot | None = None) -> None:
        self._solution = solution
        self._modules: dict[str, ModuleType] = {}
        self._expected: dict[Key, Observation] = dict(known.expected) if known else {}
        self._mutants: dict[str, dict[Key, Observation]] = (
            {name: dict(seen) for name, seen in known.mutants.items()} if known else {}
        )
        self._reach: dict[str, frozenset[str]] = {}
        self._costs: dict[str, float] = dict(known.costs) if known else {}
        self._lock = threading.RLock()
        self._asked: set[Key] = set(known.complete) if known else set()
        self.hints = solution.hints
        self.names = solution.names

    def observation(self, check: Check, seed: int) -> Observation:
        """The reference's observation."""
        key = (check.name, seed)
        if key not in self._expected:
            with self._lock:
                if key not in self._expected:
                    seen = observe_file(check, self.module(""), seed)
                    self._costs[check.name] = max(seen.seconds, self.cost(check))
                    self._expected[key] = seen
        return self._expected[key]

    def cost(self, check: Check) -> float:
        """The most CPU seconds that the reference took on a seed of a check; 0 if it was not run here."""
        return self._costs.get(check.name, 0.0)

    def mistakes(self, check: Check, seed: int) -> Mapping[str, Observation]:
        """What each mutant does where it differs from the reference, those meant to fail this check first."""
        key = (check.name, seed)
        with self._lock:
            if key not in self._asked:
                self._run_mutants(check, seed, self.observation(check, seed))
                self._asked.add(key)
            return named_first(self._mutants, self.names, key)

    def _run_mutants(self, check: Check, seed: int, want: Observation) -> None:
        names = names_used(check.probe)
        for mutant in self._solution.mutants:
            if names & self._touched(mutant):
                seen = observe_file(check, self.module(mutant.name), seed, self.cost(check))
                if not agrees(seen, want):
                    self._mutants.setdefault(mutant.name, {})[check.name, seed] = seen

    def _touched(self, mutant: Overlay) -> frozenset[str]:
        if mutant.name not in self._reach:
            text = self._solution.reference.read_text(encoding="utf-8")
            self._reach[mutant.name] = names_touched(text, mutant.source)
        return self._reach[mutant.name]

    @property
    def size(self) -> int:
        """How many observations are known."""
        return len(self._expected) + len(self._asked)

    def module(self, name: str) -> ModuleType:
        """The reference (""), or the reference with a mutant or variant laid over it."""
        if name not in self._modules:
            overlays: Sequence[Overlay] = self._solution.mutants + self._solution.variants
            overlay = next((o for o in overlays if o.name == name), None)
            reference = self._solution.reference
            self._modules[name] = lay_over(reference, overlay) if overlay else _load(reference, "reference")
        return self._modules[name]

    def snapshot(self, seeds: Mapping[str, tuple[int, ...]]) -> Snapshot:
        """Everything seen so far, for writing down."""
        with self._lock:
            return Snapshot(
                release=self._solution.release,
                seeds=seeds,
                expected=dict(self._expected),
                mutants={name: dict(seen) for name, seen in self._mutants.items()},
                hints=self.hints,
                names=self.names,
                complete=frozenset(self._asked),
                costs=dict(self._costs),
            )


def record(solution: Solution, checks: Sequence[Check], seeds: Mapping[str, tuple[int, ...]]) -> Snapshot:
    """Observe the reference and every mutant on the given seeds.

    Raises:
        InstructorError: the reference itself stops on a check.
    """
    live = Live(solution)
    for check in checks:
        for seed in seeds[check.name]:
            seen = live.observation(check, seed)
            if seen.stop:
                raise InstructorError(
                    f"the reference stops with {seen.stop.type}: {seen.stop.message}",
                    where=check.where,
                    hint=f"Probe `{check.name}`, seed {seed}.",
                )
            live.mistakes(check, seed)
    return replace(live.snapshot(seeds), costs={})  # of this machine; a release is the same on all
