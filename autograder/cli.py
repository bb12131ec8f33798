"""The `autograder` command: one verb for each thing a person does with a course.

Exit codes: 0 fine, 1 the checked thing falls short, 2 wrong use or a broken course, 70 our own fault.
"""

from __future__ import annotations

import json
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from autograder.errors import InstructorError, KitError, StudentError, did_you_mean

if TYPE_CHECKING:
    from autograder.authoring.findings import Audit
    from autograder.local import Implementation, LocalAssignment

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Run an autograded deep-learning course: author, release, check, grade.",
)

Slug = Annotated[Optional[str], typer.Argument(help="an assignment, as in course.yaml; all when left out")]  # noqa: UP045


def main() -> None:
    """Run the command; errors of ours become a sentence and an exit code, anything else a report to us."""
    try:
        app(standalone_mode=True)
    except KitError as error:
        print(f"{error.whose}: {error}" if error.whose != "student" else str(error), file=sys.stderr)
        sys.exit(error.exit_code)
    except Exception:
        traceback.print_exc()
        print("This is a fault of the kit itself, please report the lines above.", file=sys.stderr)
        sys.exit(70)


def course_root(start: Path | None = None) -> Path:
    """The nearest folder above (or at) `start` that holds course.yaml.

    Raises:
        InstructorError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "course.yaml").is_file():
            return folder
    raise InstructorError("no course.yaml here or above", where=str(here), hint="Run inside a course folder.")


def _slugs(root: Path, slug: str | None) -> list[str]:
    """The assignments meant: one, or all that are written, in the order of the course."""
    from autograder.course import load_course

    course = load_course(root / "course.yaml")
    written = [s for s in course.slugs if (root / "solutions" / s).is_dir()]
    if slug is None:
        if not written:
            raise InstructorError("no solution folder yet", where=str(root / "solutions"))
        return written
    if not (root / "solutions" / slug).is_dir():
        course.assignment(slug)
        raise InstructorError(
            f"`{slug}` has no solution folder yet",
            where=str(root / "solutions"),
            hint=f"`autograder new {slug}` writes one.",
        )
    return [slug]


@app.command()
def new(slug: Annotated[str, typer.Argument(help="name of the folder and of the module")]) -> None:
    """Write a small but complete solution folder, to be filled with your own exercises."""
    from autograder.authoring.new import write_template

    folder = course_root() / "solutions" / slug
    write_template(folder)
    print(
        f"{folder} holds a small assignment. `autograder release {slug}`, and it passes `autograder audit {slug}`; "
        "solutions/README.md says how to make it yours."
    )


@app.command()
def audit(
    slug: Slug = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON instead of tables")] = False,
    seeds: Annotated[int, typer.Option(min=1, help="seeds every right solution must pass")] = 20,
) -> None:
    """Prove solution folders: reference and variants pass, mutants die with their hints, nothing leaks."""
    from autograder.authoring.audit import audit as run_audit

    root = course_root()

    def progress(text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\033[K{text} …", end="", file=sys.stderr, flush=True)

    audits = [
        run_audit(root / "solutions" / s, root / "assignments" / s, seeds=seeds, progress=progress)
        for s in _slugs(root, slug)
    ]
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    if as_json:
        print(json.dumps([a.as_json() for a in audits], indent=2))
    else:
        for one in audits:
            _print_audit(one)
    if any(a.failures for a in audits):
        raise typer.Exit(1)


def _print_audit(audit: Audit) -> None:
    hidden = len(audit.hidden)
    print(
        f"{audit.slug}: {len(audit.exercises)} exercises, {len(audit.checks) - hidden} public and {hidden} hidden "
        f"checks, {len(audit.mutants)} mutants, {len(audit.variants)} variants; public checks take "
        f"{audit.seconds.get('public', 0):.1f} s, hidden {audit.seconds.get('hidden', 0):.1f} s"
    )
    tight = [g for g in audit.gaps if g.tight]
    for gap in tight:
        print(
            f"  warning: {gap.check}: variants {gap.variants:.0e} < tol {gap.tolerance:.0e} < mutants "
            f"{gap.mutants:.0e} leaves less than a factor 10"
        )
    for failure in audit.failures:
        print(f"  {failure}")
    print(f"  {len(audit.failures)} failures" if audit.failures else "  no failures")


@app.command()
def release(
    slug: Slug = None,
    check: Annotated[bool, typer.Option("--check", help="write nothing, fail when stale")] = False,
    to: Annotated[
        Path | None, typer.Option(help="release all, and export the student repository to this folder")
    ] = None,
) -> None:
    """Generate what students get, from the solution folders."""
    from autograder.authoring import index
    from autograder.authoring import release as releasing
    from autograder.authoring.export import export
    from autograder.solution import read_solution

    root = course_root()
    slugs = _slugs(root, None if to else slug)
    stale = []
    solutions = [read_solution(root / "solutions" / one) for one in slugs]
    for one, solution in zip(slugs, solutions, strict=True):
        files = releasing.build(solution)
        folder = root / "assignments" / one
        if check:
            differs = releasing.stale(files, folder)
            stale += [f"assignments/{one}/{name} {what}" for name, what in differs.items()]
        else:
            releasing.write(files, folder)
            print(f"assignments/{one}: {len(files)} files")
    for path, text in (index.pages(root, solutions) if slug is None else {}).items():
        if path.read_text(encoding="utf-8") == text:
            continue
        if check:
            stale.append(f"{path.relative_to(root)}: a table is out of date")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path.relative_to(root)}: tables")
    for what in stale:
        print(what)
    if stale:
        print("Run `autograder release`.")
        raise typer.Exit(1)
    if check:
        print("Every release is what its solution says.")
    if to:
        export(root, to, slugs)
        print(f"{to} is the student repository.")


@app.command()
def check(
    what: Annotated[
        Optional[str], typer.Argument(metavar="[SLUG|FILE]", help="an assignment, a .py or an .ipynb")  # noqa: UP045
    ] = None,
    exercise: Annotated[Optional[str], typer.Option("-k", help="only this exercise")] = None,  # noqa: UP045
    train: Annotated[
        bool, typer.Option("--train", help="also train as the grader will, where it does: minutes")
    ] = False,
) -> None:
    """Run the public checks on your own code, offline."""
    from autograder.local import run, run_training
    from autograder.render import render_outcomes, render_summary, render_trainings
    from autograder.results import Verdict
    from autograder.screen import Screen

    assignment, student = _student_code(what)
    checks, trainings = assignment.suite.public, assignment.suite.trainings
    if exercise:
        checks, trainings = (tuple(c for c in cs if c.exercise == exercise) for cs in (checks, trainings))
        if not checks:
            hint = did_you_mean(exercise, assignment.suite.exercises)
            raise StudentError(f"`{exercise}` is no exercise of {assignment.slug}", hint=hint)
    for note in student.notes:
        print(f"Note: {note}")
    outcomes = run(assignment, checks, student)
    with Screen() as screen:
        for one in trainings if train else ():
            outcomes += (run_training(one, student, screen.trained, outcomes),)
    print(render_outcomes(outcomes, brief=exercise is None))
    print()
    print(render_summary(outcomes, assignment.snapshot.hidden))
    if trainings and not train:
        print(render_trainings(trainings, assignment.slug))
    if any(o.verdict is not Verdict.PASSED for o in outcomes):
        raise typer.Exit(1)


def _student_code(what: str | None) -> tuple[LocalAssignment, Implementation]:
    """The assignment and the code that `check` is asked about."""
    from autograder.local import is_assignment, load_file, load_text, open_assignment

    path = Path(what) if what else Path.cwd()
    if path.suffix in (".py", ".ipynb"):
        if not is_assignment(path.resolve().parent):
            hint = "Put it back into the assignment's folder, beside checks.py."
            raise StudentError("no assignment lies beside this file", where=str(path), hint=hint)
        assignment = open_assignment(path.resolve().parent)
    elif is_assignment(path):
        assignment = open_assignment(path)
    else:
        assignment = open_assignment(_released(what))
    if path.suffix == ".py":
        return assignment, load_file(path)
    if path.suffix != ".ipynb" and not _more_written(assignment.notebook, assignment.module):
        return assignment, load_file(assignment.module)
    from autograder.grading.submission import read_submission

    notebook = path if path.suffix == ".ipynb" else assignment.notebook
    submission = read_submission(notebook, assignment.slug, assignment.suite.exercises)
    print(f"Checking {notebook.name}.")
    for note in submission.notes:
        print(f"Note: {note}")
    return assignment, load_text(submission.source, str(notebook), submission.place)


def _released(slug: str | None) -> Path:
    here = Path.cwd().resolve()
    folders = [f / "assignments" for f in (here, *here.parents) if (f / "assignments").is_dir()]
    if not folders:
        raise StudentError(
            "no assignments folder here or above", where=str(here), hint="Run inside the course."
        )
    names = sorted(p.name for p in folders[0].iterdir() if p.is_dir())
    if slug not in names:
        hint = did_you_mean(slug or "", names) or f"Released: {', '.join(names)}."
        message = f"`{slug}` is not released" if slug else "which assignment?"
        raise StudentError(message, where=str(folders[0]), hint=hint)
    return folders[0] / slug


def _more_written(notebook: Path, module: Path) -> bool:
    """Whether the notebook has fewer stubs left than the module: the student works there."""
    from autograder.observe import NOT_WRITTEN

    if not notebook.is_file() or not module.is_file():
        return notebook.is_file()
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in (notebook, module)]
    with suppress(ValueError, KeyError, TypeError):  # a broken notebook is read, and refused, later
        texts[0] = "".join("".join(cell["source"]) for cell in json.loads(texts[0])["cells"])
    return texts[0].count(NOT_WRITTEN) < texts[1].count(NOT_WRITTEN)


@app.command()
def grade(
    slug: Annotated[str, typer.Argument(help="an assignment, as in course.yaml")],
    paths: Annotated[
        list[Path],
        typer.Argument(exists=True, help="submissions: .ipynb, .py or .zip; or one folder of them"),
    ],
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help="print JSON reports instead of text (a folder's are in its reports.json)"
        ),
    ] = False,
    require_isolation: Annotated[
        Optional[str], typer.Option(metavar="RUNG", help="refuse to grade with less isolation than this")  # noqa: UP045
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="of a folder: how many to grade at once; two for each core when left out"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(file_okay=False, help="of a folder: where the reports go; FOLDER-graded when left out"),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="of a folder: also grade what ended as internal")
    ] = False,
) -> None:
    """Grade submissions against the hidden reference, in a sandbox.

    Files are graded one after the other, and their reports printed; the exit
    code is 1 when one has less than full marks.

    A folder is a batch: every .ipynb, .py and .zip in it, and every sub-folder
    with one of them. Ctrl-C stops it, the same command goes on. A score below
    full marks is no error there: the exit code is 0 when all were graded, 1
    when a check ended as internal, 130 when the batch was stopped.
    """
    root = course_root()
    _slugs(root, slug)
    gpu = _has_gpu_for(root, slug)
    if any(path.is_dir() for path in paths):
        if len(paths) > 1 or as_json:
            raise typer.BadParameter("a folder is graded alone, and without --json: it gets a reports.json")
        from autograder.grading.batch.command import run_batch

        _exit(
            run_batch(
                root, slug, paths[0], jobs=jobs, out=out, again=again, require=require_isolation, gpu=gpu
            )
        )
    elif jobs or out or again:
        raise typer.BadParameter("--jobs, --out and --again are for a folder of submissions")
    else:
        _grade_files(root, slug, paths, as_json, require_isolation, gpu)


def _has_gpu_for(root: Path, slug: str) -> bool:
    """Whether the course wants the assignment on a GPU, and there is one."""
    from autograder.course import load_course
    from autograder.grading.rungs import gpu_devices

    return load_course(root / "course.yaml").assignment(slug).runner == "gpu" and bool(gpu_devices())


def _grade_files(
    root: Path, slug: str, files: list[Path], as_json: bool, require: str | None, gpu: bool
) -> None:
    if sys.stderr.isatty():
        print("Opening the sandbox …", file=sys.stderr, flush=True)
    from autograder.grading.pipeline import Grader
    from autograder.render import render_report
    from autograder.results import report_to_json
    from autograder.screen import Screen

    reports = []
    with Grader(root, require, spares=min(1, len(files) - 1), gpu=gpu) as grader:
        for file in files:
            with Screen() as screen:
                report = grader.grade(slug, file, screen)
            reports.append(report)
            if not as_json:
                print(f"── {file} ──\n{render_report(report)}\n", flush=True)
    if as_json:
        data = [report_to_json(r) for r in reports]
        print(json.dumps(data[0] if len(data) == 1 else data, indent=2, allow_nan=False))
    if any(r.score < r.possible for r in reports):
        raise typer.Exit(1)


@app.command()
def demo() -> None:
    """Release one assignment and grade five submissions of it, each as a student would read it."""
    from autograder.demo import run_demo

    _exit(run_demo(course_root()))


def _exit(code: int) -> None:
    if code:
        raise typer.Exit(code)


if __name__ == "__main__":
    main()
