"""Payloads: hostile submissions, one file each, whose first lines say how grading them must end.

    # expected: attack error, double passed, riddle skipped
    # row: 19                               of the table of attacks in test_collection.py; `none` for others
    # because: killed by SIGKILL            part of what the report says
    # without walls: the environment        part of what the attack reaches in a grader that has none
    # builds: .zip                          not a submission, but a `build(path)` that writes one
    # unless: without a limit on the memory part of an isolation's name under which it is not held

The first two are always there. An attack that is expected to pass (it reaches nothing) must show what it reaches
without walls, or say why that is not tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "submissions"
PLACE = "TARGETS = {}\n"
"""The line of a payload that is replaced by what there is to reach."""
NOT_TRIED = "not tried, "


@dataclass(frozen=True)
class Payload:
    """A hostile submission.

    Attributes:
        name: a verb in the third person.
        source: its text.
        expected: exercise -> verdict.
        rows: of the table of attacks; none for an attack that it does not list.
        because: part of the report.
        without_walls: part of what it reaches where nothing keeps it, a reason after `NOT_TRIED`, or "".
        builds: suffix of the file that it builds; "" where it is itself the submission.
        unless: part of the name of an isolation that does not cover it; "" if there is none.
    """

    name: str
    source: str
    expected: Mapping[str, str]
    rows: tuple[int, ...]
    because: str
    without_walls: str
    builds: str
    unless: str = ""

    def with_targets(self, targets: Mapping[str, Any]) -> str:
        """The text, told what there is to reach."""
        return self.source.replace(PLACE, f"TARGETS = {dict(targets)!r}\n")

    def hand_in(self, folder: Path, targets: Mapping[str, Any]) -> Path:
        """Write the submission into a folder."""
        path = folder / f"target{self.builds or '.py'}"
        if self.builds:
            namespace: dict[str, Any] = {"__name__": self.name}
            exec(compile(self.source, self.name, "exec"), namespace)
            return namespace["build"](path) or path
        path.write_text(self.with_targets(targets), encoding="utf-8")
        return path


def read_payload(path: Path) -> Payload:
    """A payload from its file; a header that is not known is a ValueError."""
    source = path.read_text(encoding="utf-8")
    headers = {"row": "", "because": "", "without walls": "", "builds": "", "unless": ""}
    for number, line in enumerate(source.splitlines()):
        if not line.startswith("# "):
            break
        key, _, value = line.removeprefix("# ").partition(": ")
        if key not in headers if number else key != "expected":
            raise ValueError(f"{path}:{number + 1}: `{key}` is no header")
        headers[key] = value
    verdicts = (part.rsplit(" ", 1) for part in headers["expected"].split(", "))
    return Payload(
        name=path.stem,
        source=source,
        expected={exercise: verdict for exercise, verdict in verdicts},
        rows=tuple(int(row) for row in headers["row"].split(", ") if row != "none"),
        because=headers["because"],
        without_walls=headers["without walls"],
        builds=headers["builds"],
        unless=headers["unless"],
    )


def all_payloads() -> list[Payload]:
    """The collection, by name."""
    return [read_payload(path) for path in sorted(FOLDER.glob("*.py"))]
