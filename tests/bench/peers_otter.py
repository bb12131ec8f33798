"""otter: hidden tests in its exception-based format, packed by its `generate`, graded by its `run`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import textwrap
from pathlib import Path

from bench import otter_python
from peers_exam import EXERCISES, Evidence, Exam
from peers_jail import FOLDER, Ran

NAME: str = "otter"
RESULTS: tuple[str, ...] = ("results.json",)
FILE = """from otter.test_files import test_case

OK_FORMAT = False
name = "{exercise}"
points = 1


@test_case(name="{exercise}", hidden=True)
def test_{exercise}({exercise}):
{body}
"""


def python() -> Path:
    """The interpreter of an environment with otter."""
    return otter_python()


def prepare(exam: Exam, folder: Path) -> None:
    """Make the autograder's archive."""
    tests = folder / "tests"
    tests.mkdir()
    for exercise in EXERCISES:
        body = textwrap.indent(exam.hidden_test(exercise), "    ")
        (tests / f"{exercise}.py").write_text(FILE.format(exercise=exercise, body=body))
    code = "import otter.generate as g; g.main(tests_dir='tests', output_path='autograder.zip', no_environment=True)"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([str(python()), "-c", code], cwd=folder, env=environment, check=True, capture_output=True)
    shutil.rmtree(tests)


def secret_files() -> list[str]:
    """What a student may not see, where it lies when otter grades."""
    return [f"{FOLDER}/autograder.zip"]


def hand_in(submission: Path, folder: Path) -> list[str]:
    """Put a submission where otter takes it; the arguments for Python."""
    shutil.copy(submission, folder)
    return ["-m", "otter", "run", "--no-logo", "-a", "autograder.zip", submission.name]


def evidence(ran: Ran) -> Evidence:
    """Read the results for Gradescope, which is what otter has for others to read."""
    text = ran.files.get("results.json", b"").decode(errors="replace")
    points = None
    try:
        tests = json.loads(text)["tests"]
        scores = {test["name"]: float(test.get("score", 0)) for test in tests}
        points = {exercise: scores.get(exercise, 0.0) for exercise in EXERCISES}
    except (ValueError, LookupError, TypeError, AttributeError):
        pass
    return Evidence(
        points,
        text,
        hung=ran.hung,
        returned_nothing=ran.returned_nothing,
        seconds=ran.seconds,
        complaint=ran.log[-2000:],
    )
