"""`grader.check` runs our checks through otter on a notebook's live names, and shows our words."""

from __future__ import annotations

import linecache
import os
import pickle
import re
import shutil
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring import release
from autograder.authoring.new import write_template
from autograder.errors import StudentError
from autograder.grading.submission import read_submission
from autograder.solution import read_solution

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # ipylab, which otter imports, is older than traitlets wishes
    import otter

    from autograder.notebook import Case, CheckFailedError, Notebook, Shown, notebook_implementation

REFERENCE = '''

class Smoother:
    """Exponential smoothing."""

    def __init__(self, share):
        self.share, self.value = share, 0.0

    def step(self, x):
        """Move the value by its share towards x, and return it."""
        # BEGIN SOLUTION
        self.value = self.value + self.share * (x - self.value)
        return self.value
        # END SOLUTION
'''
CHECKS = '''

@check("running_mean", after=averages_what_came_so_far)
def keeps_single_precision(impl, draw):
    """A float32 series has float32 means."""
    return {"out": impl.running_mean(draw.normal(3).float())}


@check("Smoother", points=2)
def moves_step_by_step(impl, draw):
    """After three steps the value is the reference's."""
    smoother = impl.Smoother(0.5)
    return {"values": [smoother.step(x) for x in draw.normal(3)]}


RULES = {
    "running_mean": Rule("Add the values up yourself.", names=("torch.cumulative_trapezoid", "torch.cumprod")),
    "Smoother": Rule("Write the update out.", names=("torch.lerp",)),
}
'''
SOLVED = "def running_mean(x):\n    return x.cumsum(0) / torch.arange(1, len(x) + 1, dtype=x.dtype)\n"
STUB = 'def running_mean(x):\n    raise NotImplementedError("running_mean is not written yet")\n'


class Kernel:
    """Runs cells as IPython does: one namespace, a file name for each cell, and the history in `In`."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__", "In": [""]}

    def run(self, cell: str) -> Any:
        """Execute a cell and return the name `result` that it may leave."""
        self.names["In"].append(cell)
        filename = f"<cell {len(self.names['In'])}>"
        linecache.cache[filename] = (len(cell), None, cell.splitlines(keepends=True), filename)
        exec(compile(cell, filename, "exec"), self.names)
        return self.names.pop("result", None)

    def check(self, exercise: str = "running_mean") -> str:
        """What `grader.check` shows."""
        return str(self.run(f'result = grader.check("{exercise}")\n'))


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template, with a class, a rule and more checks, released."""
    root = tmp_path_factory.mktemp("course")
    write_template(root / "demo")
    for name, text in (
        ("demo.py", REFERENCE),
        ("checks.py", CHECKS),
        ("handout.md", "\n<!-- exercise: Smoother -->\n"),
    ):
        with (root / "demo" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    checks = root / "demo" / "checks.py"
    checks.write_text(
        checks.read_text(encoding="utf-8").replace("import check\n", "import Rule, check\n"), encoding="utf-8"
    )
    release.write(release.build(read_solution(root / "demo")), root / "released")
    return root / "released"


@pytest.fixture
def folder(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the release, the notebook's working directory."""
    shutil.copytree(released, tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    return tmp_path / "demo"


@pytest.fixture
def kernel(folder: Path) -> Kernel:
    """A notebook whose setup cell has run."""
    assert folder == Path.cwd()
    kernel = Kernel()
    kernel.names["Notebook"] = Notebook
    kernel.run('import torch\n\ngrader = Notebook("demo.ipynb")\n')
    return kernel


def test_a_solution_passes(kernel: Kernel) -> None:
    kernel.run(SOLVED)
    assert kernel.check().splitlines() == [
        f"{'✓ running_mean · averages what came so far':<90} 2 / 2",
        f"{'✓ running_mean · keeps single precision':<90} 1 / 1",
    ]


def test_the_stub_takes_one_line(kernel: Kernel) -> None:
    kernel.run(STUB)
    assert kernel.check() == f"{'○ running_mean · not written yet':<90} 0 / 3"


def test_a_name_that_was_never_defined_is_not_written_yet(kernel: Kernel) -> None:
    assert kernel.check() == f"{'○ running_mean · not written yet':<90} 0 / 3"


def test_a_mistake_shows_difference_and_hint_and_what_waits_for_it(kernel: Kernel) -> None:
    kernel.run("def running_mean(x):\n    return x.double().cumsum(0)\n")
    lines = kernel.check().splitlines()
    assert lines[0] == f"{'✗ running_mean · averages what came so far':<90} 0 / 2"
    assert lines[-3:] == [
        "    Hint: Returns running sums: each still has to be divided by how many values it holds.",
        f"{'○ running_mean · keeps single precision':<90} 0 / 1",
        "    waits for `averages what came so far`",
    ]


def test_an_error_points_at_the_line_of_the_students_cell(kernel: Kernel) -> None:
    kernel.run("def running_mean(x):\n    y = x\n    return y.halve()\n")
    assert kernel.check().splitlines()[1:3] == [
        "    AttributeError: 'Tensor' object has no attribute 'halve'",
        "    line 3 of its cell, in `running_mean`: `return y.halve()`",
    ]


def test_the_last_definition_counts(kernel: Kernel) -> None:
    kernel.run("def running_mean(x):\n    pass\n")
    kernel.run(SOLVED)
    assert "✗" not in kernel.check()
    kernel.run("def running_mean(x):\n    pass\n")
    assert kernel.check() == f"{'○ running_mean · not written yet':<90} 0 / 3"


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["def running_mean(x):\n    return torch.cumprod(x, 0)\n"], id="by its full name"),
        pytest.param(
            ["from torch import cumprod as product\n", "def running_mean(x):\n\n    return product(x, 0)\n"],
            id="imported in another cell",
        ),
        pytest.param(
            ["product = torch.cumprod\n", "def running_mean(x):\n    return product(x, 0)\n"], id="renamed"
        ),
    ],
)
def test_a_rule_is_seen_however_the_name_came_in(kernel: Kernel, cells: list[str]) -> None:
    for cell in cells:
        kernel.run(cell)
    lines = kernel.check().splitlines()
    assert lines[1].startswith("    uses `torch.cumprod` (line ")
    assert lines[1].endswith(" of its cell)")
    assert lines[2] == "    Hint: Add the values up yourself."


def test_a_rule_is_seen_in_a_class_and_placed_in_its_cell(kernel: Kernel) -> None:
    kernel.run("# a comment\n")
    kernel.run(
        "class Smoother:\n    def __init__(self, share):\n        self.share, self.value = share, torch.zeros(())\n\n"
        "    def step(self, x):\n        self.value = torch.lerp(self.value.double(), x, self.share)\n"
        "        return self.value\n"
    )
    assert kernel.check("Smoother").splitlines() == [
        f"{'✗ Smoother · moves step by step':<90} 0 / 2",
        "    uses `torch.lerp` (line 6 of its cell)",
        "    Hint: Write the update out.",
    ]


def test_a_cell_that_is_no_python_is_passed_over(kernel: Kernel) -> None:
    kernel.names["In"].append("!pip list\nfrom torch import cumprod\n")
    kernel.run(SOLVED)
    assert "✗" not in kernel.check()
    assert "pip" not in notebook_implementation(kernel.names).source.text


def test_an_unknown_exercise_gets_the_nearest_name(kernel: Kernel) -> None:
    with pytest.raises(StudentError) as caught:
        kernel.check("runing_mean")
    assert (
        str(caught.value) == "`runing_mean` is no exercise of this notebook\n    Did you mean `running_mean`?"
    )
    with pytest.raises(StudentError) as caught:
        kernel.check("q1")
    assert caught.value.hint == "There are: Smoother, running_mean."


def test_all_exercises_can_be_checked_at_once(kernel: Kernel) -> None:
    kernel.run(SOLVED)
    shown = str(kernel.run("result = grader.check_all()\n"))
    assert shown.splitlines() == [
        f"{'○ Smoother · not written yet':<90} 0 / 2",
        f"{'✓ running_mean · averages what came so far':<90} 2 / 2",
        f"{'✓ running_mean · keeps single precision':<90} 1 / 1",
    ]


def test_what_is_shown_is_text_or_the_same_text_in_html() -> None:
    shown = Shown("a < b\n✓")
    assert repr(shown) == "a < b\n✓"
    html = shown._repr_html_()
    assert re.fullmatch(r'<pre style="[^"]*white-space: pre-wrap[^"]*">a &lt; b\n✓</pre>', html)


def test_a_renamed_notebook_keeps_its_grader(folder: Path) -> None:
    (folder / "demo.ipynb").rename(folder / "demo-final.ipynb")
    kernel = Kernel()
    kernel.names["grader"] = Notebook("demo.ipynb")
    kernel.run("import torch\n" + SOLVED)
    assert "✗" not in kernel.check()
    assert kernel.names["grader"]._notebook == "demo-final.ipynb"


def test_a_working_directory_elsewhere_is_no_obstacle_when_the_tests_are_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    kernel = Kernel()
    kernel.names["grader"] = Notebook(tests_dir=str(folder / "tests"))
    kernel.run("import torch\n" + SOLVED)
    assert "✗" not in kernel.check()


def test_test_files_without_their_folder_say_where_to_go(folder: Path) -> None:
    (folder / "expected.safetensors").unlink()
    kernel = Kernel()
    kernel.names["grader"] = Notebook("demo.ipynb")
    kernel.run("import torch\n" + SOLVED)
    shown = kernel.check()
    assert f"{folder}: checks.py and expected.safetensors are not here\n" in shown
    assert "Open the notebook in the assignment's folder; on Colab, clone the course first." in shown


def test_a_new_release_is_read_without_a_restart(kernel: Kernel, folder: Path) -> None:
    kernel.run(SOLVED)
    assert "✗" not in kernel.check()
    checks = folder / "checks.py"
    text = checks.read_text(encoding="utf-8").replace("(7, mean=3.0))", "(7, mean=3.0)) + 1")
    checks.write_text(text, encoding="utf-8")
    os.utime(checks, ns=(1, 1))
    assert "✗ running_mean · averages what came so far" in kernel.check()


def test_plain_otter_runs_the_same_checks(folder: Path) -> None:
    kernel = Kernel()
    kernel.run("import torch\n" + SOLVED)
    grader = otter.Notebook("demo.ipynb")
    assert repr(grader.check("running_mean", kernel.names)) == "running_mean results: All test cases passed!"
    kernel.run("def running_mean(x):\n    return x.cumsum(0)\n")
    result = grader.check("running_mean", kernel.names)
    assert [(r.test_case.name, r.passed) for r in result.test_case_results] == [
        ("averages_what_came_so_far", False),
        ("keeps_single_precision", False),
    ]
    assert (result.score, result.possible, result.grade) == (0, 3, 0)
    assert "Hint: Returns running sums: each still has to be divided" in repr(result)
    assert folder == Path.cwd()


def test_a_case_says_in_its_error_what_a_student_reads(folder: Path) -> None:
    case = Case("averages_what_came_so_far", 2, folder / "tests" / "running_mean.py")
    with pytest.raises(CheckFailedError) as caught:
        case.call_func({"running_mean": lambda x: x})
    assert str(caught.value).startswith("\n✗ running_mean · averages what came so far")


def test_otters_log_keeps_the_name_of_a_check_and_nothing_of_the_assignment(folder: Path) -> None:
    case = Case("averages_what_came_so_far", 2, folder / "tests" / "running_mean.py")
    with pytest.raises(CheckFailedError):
        case.call_func({"running_mean": lambda x: x})
    kept = vars(pickle.loads(pickle.dumps(case)))
    assert kept == {"name": "averages_what_came_so_far", "points": 2, "check": "averages_what_came_so_far"}


def test_the_exported_zip_needs_no_latex_and_can_be_handed_in(
    kernel: Kernel, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kernel.run(SOLVED)
    kernel.run("grader.export()\n")
    assert capsys.readouterr().err == ""
    (path,) = folder.glob("demo_*.zip")
    with zipfile.ZipFile(path) as archive:
        assert {"demo.ipynb", ".OTTER_LOG"} <= set(archive.namelist())
    submission = read_submission(path, "demo", ("running_mean", "Smoother"))
    assert "def running_mean" in submission.source
    assert submission.notes == ()
