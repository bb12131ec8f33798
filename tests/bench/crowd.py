"""A batch as an evening before the deadline brings it: `autograder grade` on a folder of hundreds of hand-ins.

Most are right, some have a known mistake, some are not begun, one in fifty is hostile. Each is graded once by
itself; in the batch it must get the same verdicts, or the batch has gone wrong. Hand-ins differ in a comment, so
no two files are the same.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from processes import TICK, beneath
from rich.console import Console
from rich.table import Table

from autograder.authoring import markers
from autograder.grading.pipeline import Grader
from autograder.results import Report, Verdict
from autograder.solution import Solution, read_solution

KINDS = {"solved": 0.70, "mistaken": 0.20, "begun": 0.08, "hostile": 0.02}
MISTAKES = 12
HOSTILE = {
    "exits": "import os\n    os._exit(0)",
    "crashes": "import ctypes\n    ctypes.string_at(0)",
    "loops": "while True:\n        pass",
    "sleeps": "import time\n    time.sleep(600)",
    "hogs": "return torch.ones(2**29, dtype=torch.float64) + 1",
    "bombs": "import os\n    while True:\n        os.fork()",
    "babbles": "import os\n    os.write(3, b'passed' * 1000)",
    "reads": "return open('/etc/passwd').read()",
}


@dataclass(frozen=True)
class Run:
    """What one batch cost, and what was wrong with it."""

    size: int
    wall: float
    cpu: float
    growth_of_memory: int
    """Bytes by which the grader grew from the first tenth of the batch to its end."""
    growth_of_descriptors: int
    wrong: tuple[str, ...]


def contents(solution: Solution) -> dict[str, dict[str, str]]:
    """Texts to hand in, by kind and name."""
    solved = markers.without_markers(solution.reference.read_text())
    victim = solution.suite.exercises[0]
    chosen = random.Random(0).sample(solution.mutants, MISTAKES)
    half = "".join(f"\n\ndef {name}(*args):\n    pass\n" for name in solution.suite.exercises[1::2])
    return {
        "solved": {"solved": solved},
        "mistaken": {m.name: f"{solved}\n\n{m.source}\n" for m in chosen},
        "begun": {"half": solved + half, "stub": "def nothing():\n    pass\n"},
        "hostile": {
            name: f"{solved}\n\ndef {victim}(*args, **kwargs):\n    {body}\n"
            for name, body in HOSTILE.items()
        },
    }


def verdicts(report: Mapping[str, object]) -> list[tuple[str, str]]:
    """How each check ended."""
    return [(o["check"], o["verdict"]) for o in report["outcomes"]]  # type: ignore[attr-defined]


def expected(
    root: Path, slug: str, texts: Mapping[str, Mapping[str, str]], folder: Path
) -> dict[str, list[tuple[str, str]]]:
    """How each text ends when it is graded by itself."""
    found = {}
    with Grader(root) as grader:
        for group in texts.values():
            for name, text in group.items():
                path = folder / f"{name}.py"
                path.write_text(text)
                report: Report = grader.grade(slug, path)
                if any(o.verdict is Verdict.INTERNAL for o in report.outcomes):
                    raise RuntimeError(f"{name} ended by our fault when it was graded by itself")
                found[name] = [(o.check, o.verdict.value) for o in report.outcomes]
    return found


def hand_in(size: int, texts: Mapping[str, Mapping[str, str]], folder: Path) -> dict[str, str]:
    """Fill a folder; the name of each student's text."""
    chance = random.Random(size)
    folder.mkdir()
    students = {}
    for number in range(size):
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        name = chance.choice(list(texts[kind]))
        student = f"student{number:05d}"
        (folder / f"{student}.py").write_text(f"# {student}\n{texts[kind][name]}")
        students[student] = name
    return students


def run(
    root: Path,
    slug: str,
    size: int,
    jobs: int,
    texts: Mapping[str, Mapping[str, str]],
    right: Mapping[str, list[tuple[str, str]]],
    scratch: Path,
) -> Run:
    """Grade a folder of so many with the command, and compare every report."""
    students = hand_in(size, texts, scratch / f"crowd{size}")
    command = [
        str(Path(sys.executable).with_name("autograder")),
        "grade",
        slug,
        str(scratch / f"crowd{size}"),
    ]
    began = time.monotonic()
    process = subprocess.Popen([*command, "--jobs", str(jobs)], cwd=root, stdout=subprocess.DEVNULL)
    watch = Watch(process.pid)
    code = process.wait()
    wall = time.monotonic() - began
    memory, descriptors = watch.growth()
    if code not in (0, 1):
        raise RuntimeError(f"the batch ended with exit code {code}")
    out = scratch / f"crowd{size}-graded"
    graded = json.loads((out / "reports.json").read_text())["submissions"]
    scored = list(csv.DictReader((out / "scores.csv").open()))
    wrong = [f"{n} times {s}" for s, n in Counter(g["student"] for g in graded).items() if n != 1]
    wrong += [f"{s} is lost" for s in students.keys() - {g["student"] for g in graded}]
    wrong += [f"{s} is not in the table" for s in students.keys() - {row["student"] for row in scored}]
    for entry in graded:
        got, want = verdicts(entry["report"]), right[students[entry["student"]]]
        if got != want:
            differing = [f"{g} for {w[1]}" for g, w in zip(got, want, strict=True) if g != w][:3]
            wrong.append(f"{entry['student']} ({students[entry['student']]}): {differing}")
    return Run(size, wall, watch.cpu, memory, descriptors, tuple(wrong))


class Watch:
    """Samples a process from a thread: its memory, its descriptors, the CPU time of all beneath it."""

    def __init__(self, process: int) -> None:
        self.cpu = 0.0
        self._process = process
        self._samples: list[tuple[int, int]] = []
        threading.Thread(target=self._sample, daemon=True).start()

    def growth(self) -> tuple[int, int]:
        """Growth of memory in bytes, and of the number of descriptors, after the first tenth of the time."""
        settled = self._samples[len(self._samples) // 10 :]
        third = max(len(settled) // 3, 1)
        early, late = settled[:third], settled[-third:]
        return tuple(max(s[i] for s in late) - max(s[i] for s in early) for i in (0, 1))  # type: ignore[return-value]

    def _sample(self) -> None:
        while True:
            try:
                pages = int(Path(f"/proc/{self._process}/statm").read_text().split()[1])
                self._samples.append(
                    (pages * 4096, sum(1 for _ in Path(f"/proc/{self._process}/fd").iterdir()))
                )
                self.cpu = max(self.cpu, sum(self._ticks()) / TICK)
            except OSError:
                return
            time.sleep(0.5)

    def _ticks(self) -> Iterator[int]:
        for process in beneath(self._process):
            try:
                fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            yield sum(map(int, fields[11:15]))


def measure(console: Console, root: Path, slug: str, sizes: list[int], jobs: int, scratch: Path) -> bool:
    """Grade folders of growing size and print the table; whether every report was right."""
    solution = read_solution(root / "solutions" / slug)
    texts = contents(solution)
    right = expected(root, slug, texts, scratch)
    runs = []
    for size in sizes:
        console.print(f"[dim]a batch of {size}[/dim]")
        runs.append(run(root, slug, size, jobs, texts, right, scratch))
    mixture = ", ".join(f"{share:.0%} {kind}" for kind, share in KINDS.items())
    table = Table(title=f"Batches of `{slug}` with --jobs {jobs}: {mixture}")
    for column in (
        "hand-ins",
        "wall s",
        "per s",
        "CPU s each",
        "memory grew",
        "descriptors grew",
        "wrong or lost",
    ):
        table.add_column(column, justify="right")
    for r in runs:
        grown = f"{r.growth_of_memory / 2**20:+.1f} MB", f"{r.growth_of_descriptors:+d}"
        table.add_row(
            str(r.size),
            f"{r.wall:.1f}",
            f"{r.size / r.wall:.1f}",
            f"{r.cpu / r.size:.3f}",
            *grown,
            str(len(r.wrong)),
        )
    console.print(table)
    first, last = runs[0], runs[-1]
    if last.size > first.size:
        slope = (last.cpu - first.cpu) / (last.size - first.size)
        console.print(f"Each further submission costs {slope:.3f} CPU s from {first.size} to {last.size}.\n")
    for r in runs:
        for sentence in r.wrong[:20]:
            console.print(f"[red]{sentence}[/red]")
    return not any(r.wrong for r in runs)
