"""nbgrader: hidden tests in the cells of a notebook, graded by its `autograde`, points read from its gradebook.

Another student was graded before: her points must not change.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from peers_exam import EXERCISES, Evidence, Exam
from peers_jail import FOLDER, ROOT, Ran

NAME: str = "nbgrader"
VERSION = "0.9.6"
HOME = ROOT / ".cache" / NAME
ADA, MALLORY = "ada", "mallory"
HONEST = (
    "def attack():\n    return []\n\n\ndef double(x):\n    return 2 * x\n\n\ndef riddle(x):\n    return x\n"
)
RESULTS: tuple[str, ...] = ("gradebook.db", f"autograded/{MALLORY}/target/target.ipynb")
POINTS = """
SELECT submitted_assignment.student_id, base_cell.name, COALESCE(grade.manual_score, grade.auto_score, 0)
FROM grade
JOIN base_cell ON base_cell.id = grade.cell_id
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
"""


def python() -> Path:
    """The interpreter of an environment with nbgrader and torch, made on first use."""
    interpreter, ready = HOME / "bin" / "python", HOME / "ready"
    if not ready.exists():
        uv = shutil.which(os.environ.get("UV", ROOT / ".uv" / "bin" / "uv"))
        if uv is None:
            sys.exit("uv is missing: run `make setup` first.")
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(HOME)], check=True)
        install = [uv, "pip", "install", "--quiet", "--python", str(interpreter)]
        pins = ["-r", str(ROOT / "requirements.txt")]
        subprocess.run([*install, *pins, f"nbgrader=={VERSION}"], check=True)
        ready.touch()
    return interpreter


def cell(name: str, source: str, *, grade: bool) -> nbformat.NotebookNode:
    """A cell that the student writes, or one that is worth a point."""
    about = {"schema_version": 3, "grade_id": name, "grade": grade, "solution": not grade, "locked": grade}
    about |= {"task": False, **({"points": 1} if grade else {})}
    made: nbformat.NotebookNode = nbformat.v4.new_code_cell(source, metadata={"nbgrader": about})
    return made


def source_notebook(exam: Exam) -> nbformat.NotebookNode:
    """The notebook as its instructor writes it."""
    cells = [cell("target", "### BEGIN SOLUTION\npass\n### END SOLUTION", grade=False)]
    for exercise in EXERCISES:
        source = f"### BEGIN HIDDEN TESTS\n{exam.hidden_test(exercise)}\n### END HIDDEN TESTS"
        cells.append(cell(exercise, source, grade=True))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook: nbformat.NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return notebook


def prepare(exam: Exam, folder: Path) -> None:
    """Make the course: the assignment, its release, and the grades of a student who handed in before."""
    (folder / "source" / "target").mkdir(parents=True)
    nbformat.write(source_notebook(exam), folder / "source" / "target" / "target.ipynb")
    _nbgrader(folder, "generate_assignment", "target")
    _hand_in(HONEST, ADA, folder)
    _nbgrader(folder, "autograde", "target", "--student", ADA)


def _nbgrader(folder: Path, *words: str) -> None:
    path = f"{HOME / 'bin'}:{os.environ.get('PATH', '')}"  # it calls alembic by name
    environment = {**os.environ, "PATH": path, "MPLBACKEND": "Agg"}
    command = [str(python()), "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"nbgrader {' '.join(words)} ended with {done.returncode}:\n{done.stderr[-3000:]}")


def _hand_in(source: str, student: str, folder: Path) -> None:
    released = nbformat.read(folder / "release" / "target" / "target.ipynb", as_version=4)
    notebook = copy.deepcopy(released)
    notebook.cells[0].source = source
    target = folder / "submitted" / student / "target"
    target.mkdir(parents=True)
    nbformat.write(notebook, target / "target.ipynb")


def secret_files() -> list[str]:
    """What a student may not see, where it lies when nbgrader grades."""
    return [f"{FOLDER}/gradebook.db", f"{FOLDER}/source/target/target.ipynb"]


def hand_in(submission: Path, folder: Path) -> list[str]:
    """Put a submission into the notebook; the arguments for Python."""
    _hand_in(submission.read_text(encoding="utf-8"), MALLORY, folder)
    return ["-m", "nbgrader", "autograde", "target", "--student", MALLORY]


def evidence(ran: Ran) -> Evidence:
    """Read the gradebook, and what the cells printed."""
    grades = points_in(ran.files.get("gradebook.db", b""))
    outputs = outputs_in(ran.files.get(RESULTS[1], b""))
    mine, hers = grades.get(MALLORY), grades.get(ADA)
    changed = hers is not None and hers != {"attack": 1, "double": 1, "riddle": 0}
    points = mine if outputs is not None or any((mine or {}).values()) else None
    return Evidence(
        points,
        outputs or "",
        hung=ran.hung,
        returned_nothing=ran.returned_nothing,
        others_changed=changed,
        seconds=ran.seconds,
        complaint=ran.log[-2000:],
    )


def points_in(database: bytes) -> dict[str, dict[str, float]]:
    """Points by student and exercise; none if the gradebook cannot be read."""
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        file.write(database)
        file.flush()
        connection = sqlite3.connect(f"file:{file.name}?mode=ro", uri=True)
        try:
            rows = connection.execute(POINTS).fetchall()
        except sqlite3.DatabaseError:
            return {}
        finally:
            connection.close()
    grades: dict[str, dict[str, float]] = {}
    for student, exercise, points in rows:
        if exercise in EXERCISES:
            grades.setdefault(student, {})[exercise] = float(points)
    return grades


def outputs_in(notebook: bytes) -> str | None:
    """All outputs of a graded notebook as text; None if there is no notebook."""
    try:
        cells = json.loads(notebook)["cells"]
        return "\n".join(json.dumps(cell.get("outputs", [])) for cell in cells)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
