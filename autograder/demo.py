"""The whole way in one run: release an assignment, grade five submissions of it, show what a student reads."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.authoring import markers, release, weave
from autograder.grading.pipeline import Grader
from autograder.render import render_report
from autograder.results import Report, Verdict
from autograder.solution import Solution, read_solution

SLUG = "tensors"
MISTAKE = "takes_the_root"
VICTIM = "pairwise_sq_dists"

ENDLESS = f'''def {VICTIM}(X, Y):
    """Squared distances, some day."""
    while True:
        X = X + 0
'''

THIEF = f'''def {VICTIM}(X, Y):
    """Look for the reference and use it."""
    import os

    places = [os.path.join(d, f) for d, _, files in os.walk("/") for f in files if f in ("{SLUG}.py", "hidden.py")]
    secrets = [k for k in os.environ if "AUTOGRADER" in k]
    if not places and not secrets:
        raise FileNotFoundError("no reference and no secret anywhere on this machine")
    return eval(open(places[0]).read())
'''


@dataclass(frozen=True)
class Submission:
    """A made-up submission, and what is to be learnt from it."""

    name: str
    lesson: str
    content: str


def run_demo(root: Path) -> int:
    """Run the demonstration and print it; 0 when every submission got what it deserves."""
    console = Console(width=100, highlight=False)
    solution = read_solution(root / "solutions" / SLUG)
    started = time.monotonic()
    files = release.build(solution)
    release.write(files, root / "assignments" / SLUG)
    took = time.monotonic() - started
    console.print(f"[bold]Released[/bold] assignments/{SLUG}: {len(files)} files in {took:.1f} s\n")

    folder = Path(tempfile.mkdtemp(prefix="autograder-demo-"))
    rows: list[tuple[Submission, Report, float]] = []
    try:
        with Grader(root) as grader:
            for submission in submissions(solution):
                path = folder / submission.name
                path.write_text(submission.content, encoding="utf-8")
                started = time.monotonic()
                report = grader.grade(SLUG, path)
                rows.append((submission, report, time.monotonic() - started))
                console.rule(f"{submission.name}: {submission.lesson}")
                print(render_report(report), end="\n\n")
    finally:
        shutil.rmtree(folder)
    console.print(_table(rows))
    console.print(f"Isolation in force: [bold]{rows[0][1].isolation}[/bold]")
    return _verify(rows)


def submissions(solution: Solution) -> tuple[Submission, ...]:
    """Five submissions: complete, half written, a known mistake, an endless loop, a thief."""
    source = solution.reference.read_text(encoding="utf-8")
    solved = markers.without_markers(source)
    exercises = markers.exercises(source, str(solution.reference))
    stubs = {p.name: p.text for p in markers.pieces(markers.strip(source, str(solution.reference))) if p.name}
    mutant = next(m for m in solution.mutants if m.name == MISTAKE)
    mistake = {p.name: p.text for p in markers.pieces(mutant.source) if p.name}
    half = {name: stubs[name] for name in exercises[len(exercises) // 2 :]}
    handout = solution.handout.read_text(encoding="utf-8")
    notebook = weave.weave(SLUG, handout, solved, exercises, str(solution.handout))
    return (
        Submission("complete.ipynb", "everything right", weave.notebook_text(notebook)),
        Submission("half.py", "half of the stubs untouched", replaced(solved, half)),
        Submission("mistaken.py", f"one known mistake ({MISTAKE})", replaced(solved, mistake)),
        Submission("endless.py", "one function never returns", replaced(solved, {VICTIM: ENDLESS})),
        Submission("thief.py", "one function looks for the reference", replaced(solved, {VICTIM: THIEF})),
    )


def replaced(module: str, definitions: Mapping[str, str]) -> str:
    """The module with other definitions in place of its own of the same names."""
    return "\n\n\n".join(definitions.get(p.name, p.text) for p in markers.pieces(module)) + "\n"


def _table(rows: list[tuple[Submission, Report, float]]) -> Table:
    table = Table(title=f"Five submissions of {SLUG}")
    columns = (("submission", "left"), ("score", "right"), ("passed", "right"), ("failed", "right"))
    for name, side in (
        *columns,
        ("error", "right"),
        ("timeout", "right"),
        ("skipped", "right"),
        ("seconds", "right"),
    ):
        table.add_column(name, justify="right" if side == "right" else "left")
    for submission, report, seconds in rows:
        counts = {v: sum(o.verdict is v for o in report.outcomes) for v in Verdict}
        table.add_row(
            submission.name,
            f"{report.score:g} / {report.possible:g}",
            *(
                str(counts[v])
                for v in (Verdict.PASSED, Verdict.FAILED, Verdict.ERROR, Verdict.TIMEOUT, Verdict.SKIPPED)
            ),
            f"{seconds:.1f}",
        )
    return table


def _verify(rows: list[tuple[Submission, Report, float]]) -> int:
    """Whether the demonstration showed what it says."""
    lost = {s.name: {o.exercise for o in r.outcomes if o.verdict is not Verdict.PASSED} for s, r, _ in rows}
    as_promised = (
        not lost["complete.ipynb"]
        and lost["half.py"]
        and all(lost[name] == {VICTIM} for name in ("mistaken.py", "endless.py", "thief.py"))
        and any(o.mutant == MISTAKE for s, r, _ in rows for o in r.outcomes if s.name == "mistaken.py")
    )
    if not as_promised:
        print(f"The demonstration did not go as it should: exercises that lost points: {lost}")
    return 0 if as_promised else 1
