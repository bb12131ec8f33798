"""What is kept of a run, and the table of three columns."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peers_exam import Word
from rich.table import Table

if TYPE_CHECKING:
    from payloads import Payload

OURS = "ours"
STYLES = {
    Word.HELD: "green",
    Word.FORGED: "bold red",
    Word.LEAKED: "red",
    Word.HUNG: "yellow",
    Word.LOST: "yellow",
}
PROTOCOL = "it speaks the protocol between our grader and our sandbox"
INNARDS = "it replaces what our own sandbox runs"
KERNEL = "which calls a kernel refuses is up to the container around a peer"
NEIGHBOUR = "it takes two submissions on one machine, and the bench gives each a jail to itself"
NO_FILE = "a peer is handed what was collected, and this is no file that can be"
NO_CELL = "it is a file of a kind of its own, and nbgrader grades cells of the notebook that it gave out"
MEANINGLESS_ROWS = {17: PROTOCOL, 18: PROTOCOL, 24: NEIGHBOUR, 25: KERNEL}
"""Rows of the table of attacks in `tests/hostile` that mean nothing to a peer, and why."""
MEANINGLESS_NAMES = {
    "breaks_the_framing": PROTOCOL,
    "remembers_hidden_inputs": NEIGHBOUR,
    "patches_the_encoder": INNARDS,
    "replaces_the_draw": INNARDS,
    "replaces_the_observer": INNARDS,
    "replaces_the_probes": INNARDS,
    "traces_its_observer": INNARDS,
    "is_a_folder": NO_FILE,
    "is_a_link": NO_FILE,
    "is_a_pipe": NO_FILE,
}
BENCH_LIMITS = {20: "processes", 21: "memory", 22: "disk"}
"""Rows where the bench's own limits stand in for those that the peers lack."""


@dataclass(frozen=True)
class Result:
    """A word, and what it rests on."""

    word: Word
    seconds: float
    points: Mapping[str, float] | None
    complaint: str = ""


class Kept:
    """Results by grader and payload, in a file that is written after each of them."""

    def __init__(self, path: Path, sources: Sequence[Path]) -> None:
        """`sources` are the files on which results depend besides the payload."""
        self._path = path
        self._lock = threading.Lock()
        self._bench = b"".join(source.read_bytes() for source in sources)
        self._entries: dict[str, dict[str, Any]] = {}
        if path.is_file():
            self._entries = json.loads(path.read_text(encoding="utf-8"))

    def add(self, grader: str, payload: Payload, result: Result) -> None:
        """Keep one more."""
        with self._lock:
            entry = {**asdict(result), "digest": self._digest(payload)}
            self._entries[f"{grader} {payload.name}"] = entry
            self._path.parent.mkdir(exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(self._entries, indent=1), encoding="utf-8")
            new.replace(self._path)

    def get(self, grader: str, payload: Payload) -> Result | None:
        """What is known of this payload as it is now."""
        entry = dict(self._entries.get(f"{grader} {payload.name}", {}))
        if entry.pop("digest", "") != self._digest(payload):
            return None
        return Result(**{**entry, "word": Word(entry["word"])})

    def _digest(self, payload: Payload) -> str:
        return hashlib.sha256(self._bench + payload.source.encode()).hexdigest()


def meaningless(grader: str, payload: Payload) -> str:
    """Why an attack is not tried on a grader, or ""."""
    if grader == OURS:
        return ""
    reasons = [MEANINGLESS_ROWS.get(row, "") for row in payload.rows]
    if payload.name in MEANINGLESS_NAMES:
        return MEANINGLESS_NAMES[payload.name]
    if reasons and all(reasons):
        return reasons[0]
    return NO_CELL if payload.builds and grader == "nbgrader" else ""


def table(payloads: Sequence[Payload], graders: Sequence[str], kept: Kept) -> Table:
    """A row for each payload, then one for each word, with how often it fell."""
    result = Table(title="The same submissions before each grader")
    for column in ("payload", "row", *graders):
        result.add_column(column)
    words = {grader: Counter[Word]() for grader in graders}
    for payload in payloads:
        cells = []
        for grader in graders:
            known = kept.get(grader, payload)
            if known:
                words[grader][known.word] += 1
                star = "*" if grader != OURS and BENCH_LIMITS.keys() & set(payload.rows) else ""
                cells.append(f"[{STYLES[known.word]}]{known.word}{star}[/]")
            else:
                cells.append("–" if meaningless(grader, payload) else "not run")
        result.add_row(payload.name, ", ".join(map(str, payload.rows)), *cells)
    result.add_section()
    for word in Word:
        result.add_row(word, "", *(str(words[grader][word]) for grader in graders), style="bold")
    return result


def footnotes(payloads: Sequence[Payload], graders: Sequence[str]) -> list[str]:
    """Why a cell holds a dash or a star."""
    names: dict[str, dict[str, None]] = {}
    for grader, payload in product(graders, payloads):
        names.setdefault(meaningless(grader, payload), {})[payload.name] = None
    notes = [f"– {', '.join(found)}: {reason}." for reason, found in names.items() if reason]
    limits = [name for row, name in BENCH_LIMITS.items() if any(row in p.rows for p in payloads)]
    if limits and {*graders} - {OURS}:
        notes.append(f"* under the bench's own limits of {', '.join(limits)}: the peers set none.")
    return notes
