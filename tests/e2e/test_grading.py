"""From a file to a report through the real sandbox: what students hand in gets what it deserves."""

import json
import random
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.authoring import markers, weave
from autograder.demo import replaced
from autograder.grading.pipeline import Grader
from autograder.render import render_report
from autograder.results import Verdict
from autograder.solution import read_solution

ROOT = Path(__file__).parents[2]
SLUG = "tensors"
SOLUTION = read_solution(ROOT / "solutions" / SLUG)
SOURCE = SOLUTION.reference.read_text()
SOLVED = markers.without_markers(SOURCE)
EXERCISES = markers.exercises(SOURCE, str(SOLUTION.reference))


@pytest.fixture(scope="module")
def grader():
    with Grader(ROOT) as grader:
        yield grader


def solved_notebook():
    return weave.weave(SLUG, SOLUTION.handout.read_text(), SOLVED, EXERCISES, "handout.md")


def lost(report):
    return {o.exercise for o in report.outcomes if o.verdict is not Verdict.PASSED}


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_a_solved_notebook_with_outputs_and_a_broken_last_cell_gets_full_marks(grader, tmp_path):
    notebook = solved_notebook()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", text="some output\n" * 50)]
    notebook.cells.append(nbformat.v4.new_code_cell("plt.plot(never_defined(\n"))
    report = grader.grade(SLUG, write(tmp_path / "done.ipynb", nbformat.writes(notebook)))
    assert report.score == report.possible > 0
    assert any("does not parse" in note for note in report.notes)


def test_the_released_stub_gets_nothing_and_every_check_says_not_written_yet(grader):
    for name in (f"{SLUG}.py", f"{SLUG}.ipynb"):
        report = grader.grade(SLUG, ROOT / "assignments" / SLUG / name)
        assert report.score == 0
        assert {o.verdict for o in report.outcomes} == {Verdict.SKIPPED}
        assert all("not written yet" in o.message for o in report.outcomes)


@pytest.mark.parametrize("mutant", random.Random(7).sample(SOLUTION.mutants, 4), ids=lambda m: m.name)
def test_a_mutant_pasted_into_the_solved_notebook_costs_its_exercise_and_shows_its_hint(
    grader, tmp_path, mutant
):
    notebook = solved_notebook()
    notebook.cells.append(nbformat.v4.new_code_cell(mutant.source))
    report = grader.grade(SLUG, write(tmp_path / "wrong.ipynb", nbformat.writes(notebook)))
    wrong = {p.name for p in markers.pieces(mutant.source) if p.name}
    assert lost(report) == wrong
    failed = {o.check: o for o in report.outcomes if o.verdict is not Verdict.PASSED}
    rules = {r.because for r in SOLUTION.suite.rules.values()}
    for name in mutant.killed_by:
        assert failed[name].hint == mutant.hint or failed[name].hint in rules
    assert report.score == report.possible - sum(o.possible for o in failed.values())


def test_crashes_and_hangs_cost_their_own_exercises_only(grader, tmp_path):
    bad = {
        "accuracy": "def accuracy(s, y):\n    import os\n    os._exit(0)\n",
        "solve": "def solve(m, y):\n    raise SystemExit\n",
        "linear": "def linear(x, W, b):\n    while True:\n        x = x + 0\n",
        "int_tensor": "def int_tensor(data):\n    import ctypes\n    ctypes.string_at(0)\n",
    }
    report = grader.grade(SLUG, write(tmp_path / "bad.py", replaced(SOLVED, bad)))
    assert lost(report) == set(bad)
    verdicts = {o.exercise: o.verdict for o in report.outcomes if o.exercise in bad}
    assert verdicts == {
        "accuracy": Verdict.ERROR,
        "solve": Verdict.ERROR,
        "linear": Verdict.TIMEOUT,
        "int_tensor": Verdict.ERROR,
    }


def test_an_import_of_a_missing_package_costs_what_needs_it_and_is_explained(grader, tmp_path):
    code = SOLVED.replace("import torch\n", "import torch\nimport seaborn as sns\n", 1)
    code = replaced(code, {"solve": "def solve(m, y):\n    return sns.solve(m, y)\n"})
    report = grader.grade(SLUG, write(tmp_path / "imports.py", code))
    assert lost(report) == {"solve"}
    assert any("import seaborn" in note and "No module named 'seaborn'" in note for note in report.notes)


def test_an_error_points_at_the_students_own_cell(grader, tmp_path):
    notebook = solved_notebook()
    notebook.cells.append(
        nbformat.v4.new_code_cell("def solve(m, y):\n    n = len(m)\n    return m / 'two'\n")
    )
    report = grader.grade(SLUG, write(tmp_path / "cells.ipynb", nbformat.writes(notebook)))
    messages = [o.message for o in report.outcomes if o.exercise == "solve" and not o.hidden]
    assert messages
    for message in messages:
        assert f"cell {len(notebook.cells)}, line 3, in `solve`: `return m / 'two'`" in message


def test_a_zip_as_otter_exports_it_is_graded_and_its_log_ignored(grader, tmp_path):
    path = tmp_path / "tensors_2027_01_01.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tensors.ipynb", nbformat.writes(solved_notebook()))
        archive.writestr(".OTTER_LOG", b"\x80\x04cos\nsystem\n(S'touch /tmp/owned'\ntR.")
        archive.writestr("__zip_filename__", path.name)
    report = grader.grade(SLUG, path)
    assert report.score == report.possible


def test_an_unreadable_file_gets_a_report_that_says_so(grader, tmp_path):
    report = grader.grade(SLUG, write(tmp_path / "empty.ipynb", ""))
    assert report.score == 0 < report.possible
    assert len(report.outcomes) == len(SOLUTION.suite.checks)
    assert {o.message for o in report.outcomes} == {"the submission cannot be read: this file is empty"}
    assert "✗ nothing could be graded" in render_report(report)
    assert render_report(report).count("this file is empty") == 1


def test_the_cached_answers_of_the_reference_give_the_same_report(tmp_path, grader):
    path = write(tmp_path / "again.py", SOLVED)
    first = grader.grade(SLUG, path)
    with Grader(ROOT) as other:
        second = other.grade(SLUG, path)
    assert [(o.check, o.verdict) for o in first.outcomes] == [(o.check, o.verdict) for o in second.outcomes]
    assert list((ROOT / ".autograder" / "observations").glob(f"{SOLUTION.release}.safetensors"))


def test_no_report_holds_a_secret_seed_or_an_expected_hidden_value(grader, tmp_path):
    noisy = 'def solve(m, y):\n    raise ValueError(f"HIDDEN INPUTS {m.tolist()}")\n'
    report = grader.grade(SLUG, write(tmp_path / "noisy.py", replaced(SOLVED, {"solve": noisy})))
    hidden = [o for o in report.outcomes if o.hidden and o.exercise == "solve"]
    assert hidden
    for outcome in hidden:
        assert "HIDDEN INPUTS" not in json.dumps([outcome.message, outcome.hint])
