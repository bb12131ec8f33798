"""What an audit finds: failures, gaps, and all of it together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MARGIN = 10.0
"""A tolerance should be this far from both sides of its gap."""


@dataclass(frozen=True)
class Failure:
    """A broken invariant.

    Attributes:
        invariant: which one, in a word.
        where: file, or file and line.
        message: what is wrong.
        hint: what to do next.
    """

    invariant: str
    where: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`where: message`, then the hint on a line of its own."""
        return f"{self.where}: {self.message}" + (f"\n    {self.hint}" if self.hint else "")


@dataclass(frozen=True)
class Gap:
    """Where a check's tolerance lies between right and wrong solutions, as relative distances."""

    check: str
    variants: float
    tolerance: float
    mutants: float

    @property
    def tight(self) -> bool:
        """Whether either side comes within the margin."""
        return self.variants * MARGIN > self.tolerance or self.mutants < self.tolerance * MARGIN


@dataclass(frozen=True)
class Audit:
    """What was found in one folder."""

    slug: str
    exercises: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    mutants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each mutant, the checks that reject it."""
    variants: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values; infinite distances become null."""
        data = asdict(self)
        for row in data["gaps"]:
            row.update({k: None if v == math.inf else v for k, v in row.items()})
        return data
