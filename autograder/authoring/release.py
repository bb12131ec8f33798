"""Write what students get: notebook, module, checks, recorded observations, otter tests, README.

`build` is pure enough to be compared: it returns file contents, and only `write` touches the disk. A release is
searched for solution lines before it is handed out.
"""

from __future__ import annotations

import ast
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from autograder.authoring import leaks, markers, weave
from autograder.draw import published_seeds
from autograder.errors import InstructorError
from autograder.observation import Observation
from autograder.snapshot import Snapshot, agrees, read_snapshot, write_snapshot
from autograder.solution import Solution, record

SNAPSHOT = "expected.safetensors"


def build(solution: Solution) -> dict[str, bytes]:
    """The files of an assignment's release, by path relative to its folder.

    Raises:
        InstructorError: the folder is broken, the reference stops, or a solution line would leak.
    """
    source = solution.reference.read_text(encoding="utf-8")
    where = str(solution.reference)
    stub = markers.strip(source, where)
    exercises = markers.exercises(source, where)
    handout = solution.handout.read_text(encoding="utf-8")
    notebook = weave.weave(solution.slug, handout, stub, exercises, str(solution.handout))
    files = {
        f"{solution.slug}.ipynb": weave.notebook_text(notebook).encode(),
        f"{solution.slug}.py": stub.encode(),
        "checks.py": (solution.folder / "checks.py").read_bytes(),
        "README.md": _readme(solution, source, exercises).encode(),
    }
    for exercise in exercises:
        files[f"tests/{exercise}.py"] = _otter_test(solution, exercise).encode()
    files[SNAPSHOT] = _snapshot_bytes(record_public(solution))
    found = leaks.search(source, where, handout, files)
    if found:
        hint = f"Move a marker of {where}, or write it differently there."
        raise InstructorError(found[0].message, where=found[0].where, hint=hint)
    return files


def record_public(solution: Solution) -> Snapshot:
    """The observations that ship: public checks on published seeds, no traceback's lines of the reference."""
    seeds = {c.name: published_seeds(c.name, c.seeds) for c in solution.suite.public}
    snapshot = record(solution, solution.suite.public, seeds)
    mutants = {
        name: {key: _without_frames(seen) for key, seen in table.items()}
        for name, table in snapshot.mutants.items()
    }
    hidden = tuple(f"{c.exercise} · {c.title}" for c in solution.suite.checks if c.hidden)
    return replace(snapshot, mutants=mutants, hidden=hidden)


def _without_frames(seen: Observation) -> Observation:
    return replace(seen, stop=replace(seen.stop, frames=())) if seen.stop else seen


def _snapshot_bytes(snapshot: Snapshot) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SNAPSHOT
        write_snapshot(snapshot, path)
        return path.read_bytes()


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Replace a release folder by the given files, keeping nothing else.

    A recorded snapshot that agrees with the new one to rounding is kept, so that releasing on another machine
    changes nothing.
    """
    old = folder / SNAPSHOT
    keep = old.read_bytes() if old.is_file() and SNAPSHOT in files and same_recording(old, files) else None
    if folder.exists():
        shutil.rmtree(folder)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(keep if keep is not None and name == SNAPSHOT else content)


def stale(files: Mapping[str, bytes], folder: Path) -> dict[str, str]:
    """What is wrong with each path that differs between a release folder and the files it should hold."""
    ignored = {"__pycache__", ".pytest_cache", ".ipynb_checkpoints", ".OTTER_LOG"}
    present = {
        str(p.relative_to(folder))
        for p in folder.rglob("*")
        if p.is_file() and not ignored & set(p.relative_to(folder).parts)
    }
    differs = {name: "is missing" for name in files if name not in present}
    differs |= dict.fromkeys(sorted(present - set(files)), "should not be there")
    for name in sorted(present & set(files)):
        path = folder / name
        equal = same_recording(path, files) if name == SNAPSHOT else path.read_bytes() == files[name]
        if not equal:
            differs[name] = "is out of date"
    return differs


def same_recording(path: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a recorded snapshot is the new one up to rounding, which differs between processors."""
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / SNAPSHOT
        other.write_bytes(files[SNAPSHOT])
        new = read_snapshot(other)
    try:
        old = read_snapshot(path)
    except InstructorError:
        return False
    plain = ("release", "canary", "seeds", "hints", "names", "complete", "hidden")
    if any(getattr(old, name) != getattr(new, name) for name in plain):
        return False
    tables = [(old.expected, new.expected)]
    tables += [(old.mutants.get(m, {}), seen) for m, seen in new.mutants.items()]
    return old.mutants.keys() == new.mutants.keys() and all(
        a.keys() == b.keys() and all(agrees(a[k], b[k]) for k in b) for a, b in tables
    )


def _otter_test(solution: Solution, exercise: str) -> str:
    cases = [c for c in solution.suite.public if c.exercise == exercise]
    if not cases:
        raise InstructorError(f"`{exercise}` has no public check", where=str(solution.folder / "checks.py"))
    lines = [
        f'"""Generated by `autograder release` from solutions/{solution.slug}: edit there."""',
        "",
        "from autograder.notebook import case",
        "",
        "OK_FORMAT = False",
        f'name = "{exercise}"',
        "points = None",
        "",
    ]
    lines += [f'{c.name} = case("{c.name}", points={c.points:g})' for c in cases]
    return "\n".join(lines) + "\n"


def title(source: str) -> str:
    """The assignment's title: the first line of the reference's docstring."""
    lines = (ast.get_docstring(ast.parse(source)) or "").splitlines()
    return lines[0].rstrip(".") if lines else ""


def _readme(solution: Solution, source: str, exercises: tuple[str, ...]) -> str:
    slug = solution.slug
    points = sum(c.points for c in solution.suite.checks)
    rows = []
    for exercise in exercises:
        checks = solution.suite.of(exercise)
        hidden = sum(c.hidden for c in checks)
        rows.append(
            f"| `{exercise}` | {sum(c.points for c in checks):g} | {len(checks) - hidden} + {hidden} hidden |"
        )
    return f"""<!-- Generated by `autograder release` from solutions/{slug}: edit there. -->
# {title(source) or slug}

Work in **one** of the two files: `{slug}.ipynb` (story, stubs, experiments) or `{slug}.py` (the same stubs, for an
editor). Replace each `raise NotImplementedError(...)`; leave names and signatures as they are.

| to see what is right so far | run |
|---|---|
| in the notebook | `grader.check("{exercises[0]}")`, one cell below each exercise |
| in a terminal, this folder | `pytest`, or `pytest -k {exercises[0]}` |
| in a terminal, the course folder | `autograder check {slug}` |

All three run the checks of `checks.py` on recorded inputs and compare with recorded answers, so they say the same
thing, and they say it offline. When you hand in, the same checks run on other inputs, and the hidden ones as well.
Hand in `{slug}.ipynb`, `{slug}.py`, or the zip that `grader.export()` makes of the saved notebook. Only the code of
the exercises and what it needs is graded: plots, prints and broken experiments cost nothing.

| exercise | points | checks |
|---|---|---|
{chr(10).join(rows)}

{points:g} points in all.
"""
