"""Notebook, pytest and command line say the same of the same code, in a student repository that stands alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder import cli
from autograder.authoring import leaks
from autograder.authoring.export import export
from autograder.authoring.new import write_template
from autograder.authoring.release import build, write
from autograder.solution import read_solution

REPOSITORY = Path(__file__).parents[2]

SMOOTHER = '''

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
MORE_CHECKS = '''

@check("running_mean", after=averages_what_came_so_far)
def keeps_single_precision(impl, draw):
    """A float32 series has float32 means."""
    return {"out": impl.running_mean(draw.normal(3).float())}


@check("Smoother", points=2)
def moves_step_by_step(impl, draw):
    """After three steps the value is the reference's."""
    smoother = impl.Smoother(0.5)
    return {"values": [smoother.step(x) for x in draw.normal(3)]}


RULES = {"Smoother": Rule("Write the update out.", names=("torch.lerp",))}
'''
STEP = "        self.value = self.value + self.share * (x - self.value)\n        return self.value"
MEAN = "    return x.cumsum(0) / torch.arange(1, len(x) + 1, dtype=x.dtype)"
STUBS = {
    "running_mean": '    # your code here\n    raise NotImplementedError("running_mean is not written yet")',
    "Smoother": '        # your code here\n        raise NotImplementedError("Smoother is not written yet")',
}
VERSIONS = {
    "solved": {"running_mean": MEAN, "Smoother": STEP},
    "stub": {},
    "mistaken": {"running_mean": "    return x.cumsum(0)", "Smoother": STEP},
    "erroring": {"running_mean": "    y = x\n    return y.halve()"},
    "looping": {"running_mean": "    while True:\n        x = x + 1"},
    "forbidden": {
        "Smoother": "        self.value = torch.lerp(torch.as_tensor(self.value).double(), x, self.share)\n"
        "        return self.value"
    },
    "nothing comes back": {"running_mean": "    x.cumsum(0)"},
}
"""What stands in the place of each stub, by version of the student's work."""
Said = dict[str, tuple[str, ...]]
"""Of each check, or of an exercise that is not written: its mark, and what is said about it."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with one released assignment of two exercises."""
    root = tmp_path_factory.mktemp("course")
    for name in ("autograder", "shared", "pyproject.toml", "requirements.txt", "LICENSE"):
        (root / name).symlink_to(REPOSITORY / name)
    folder = root / "solutions" / "demo"
    write_template(folder)
    placed = "\n<!-- exercise: Smoother -->\n"
    for name, text in (("demo.py", SMOOTHER), ("checks.py", MORE_CHECKS), ("handout.md", placed)):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)
    checks = (
        (folder / "checks.py").read_text(encoding="utf-8").replace("import check\n", "import Rule, check\n")
    )
    checks = re.sub(r"@check\((.*)\)", r"@check(\1, seconds=0.3)", checks)
    (folder / "checks.py").write_text(checks, encoding="utf-8")
    write(build(read_solution(folder)), root / "assignments" / "demo")
    return root


@pytest.fixture(scope="module")
def students(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its student repository."""
    to = tmp_path_factory.mktemp("exported") / "students"
    export(course, to, ["demo"])
    return to


def sources(version: str, text: str) -> str:
    """A stub's text with a version's code in it."""
    for exercise, body in VERSIONS[version].items():
        text = text.replace(STUBS[exercise], body)
    return text


@pytest.fixture(scope="module")
def versions(students: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the assignment for each version, written in the module and in the notebook."""
    root = tmp_path_factory.mktemp("versions")
    for version in VERSIONS:
        folder = root / version
        shutil.copytree(students / "assignments" / "demo", folder)
        module, notebook = folder / "demo.py", folder / "demo.ipynb"
        module.write_text(sources(version, module.read_text(encoding="utf-8")), encoding="utf-8")
        cells = nbformat.read(notebook, as_version=4)
        for cell in cells.cells:
            cell.source = sources(version, cell.source)
        nbformat.write(cells, notebook)
    return root


def parse(text: str) -> Said:
    """What a rendered text says, without points, which depend on the selection, and without line numbers."""
    said: dict[str, list[str]] = {}
    for line in text.splitlines():
        head = re.fullmatch(r"([✓✗○!]) (\S+ · .*?) +[\d.]+ / [\d.]+", line)
        if head:
            said[head[2]] = [head[1]]
        elif line.startswith("    ") and said:
            said[list(said)[-1]].append(re.sub(r"(cell \d+, )?line \d+( of its cell)?", "HERE", line.strip()))
    return {title: tuple(lines) for title, lines in said.items()}


def ours(students: Path) -> dict[str, str]:
    """An environment in which the student repository is what `autograder` means."""
    return {**os.environ, "PYTHONPATH": str(students), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "100"}


def run(students: Path, where: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module as a student does."""
    arguments = [sys.executable, "-m", *command]
    return subprocess.run(
        arguments, cwd=where, env=ours(students), capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def by_pytest(students: Path, versions: Path) -> dict[str, Said]:
    """What pytest says of each version: one run for all."""
    report = versions / "report.xml"
    done = run(students, versions, "pytest", "-p", "no:cacheprovider", f"--junitxml={report}", ".")
    assert done.returncode == 1, done.stdout + done.stderr
    said: dict[str, Said] = {version: {} for version in VERSIONS}
    for case in ElementTree.parse(report).iter("testcase"):
        version = str(case.get("classname")).removesuffix(".checks")
        match = re.fullmatch(r"(\w+)\[(\w+)\]", str(case.get("name")))
        assert match
        title = f"{match[1]} · {match[2].replace('_', ' ')}"
        failure, skipped = case.find("failure"), case.find("skipped")
        if failure is not None:
            said[version] |= parse(str(failure.text))
        elif skipped is None:
            said[version][title] = ("✓",)
        elif str(skipped.get("message")).endswith("is not written yet"):
            said[version][f"{match[1]} · not written yet"] = ("○",)
        else:
            said[version][title] = ("○", str(skipped.get("message")))
    return said


Check = Callable[..., str]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """What `autograder check` prints, in this process."""
    monkeypatch.setattr(sys, "path", [*sys.path])

    def run_command(*arguments: object) -> str:
        monkeypatch.setattr(sys, "argv", ["autograder", "check", *map(str, arguments)])
        with pytest.raises(SystemExit):
            cli.main()
        return capsys.readouterr().out

    return run_command


def each(check: Check, path: Path) -> Said:
    """What the command says of a file, exercise by exercise."""
    return {title: said for name in STUBS for title, said in parse(check(path, "-k", name)).items()}


@pytest.mark.parametrize("version", VERSIONS)
def test_pytest_says_what_the_command_line_says(
    version: str, versions: Path, by_pytest: dict[str, Said], check: Check
) -> None:
    assert by_pytest[version] == each(check, versions / version / "demo.py")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_notebook_file_is_judged_like_the_module(version: str, versions: Path, check: Check) -> None:
    folder = versions / version
    assert each(check, folder / "demo.ipynb") == each(check, folder / "demo.py")


def test_an_exercise_that_passes_takes_one_line_among_others_and_all_its_lines_alone(
    versions: Path, check: Check
) -> None:
    path = versions / "solved" / "demo.py"
    assert list(parse(check(path))) == ["running_mean · all 2 checks", "Smoother · moves step by step"]
    assert len(parse(check(path, "-k", "running_mean"))) == 2


def test_every_place_is_one_that_the_student_can_find(versions: Path, check: Check) -> None:
    frame, rule = "in `running_mean`: `return y.halve()`\n", "uses `torch.lerp` "
    assert f"    line 19, {frame}" in check(versions / "erroring" / "demo.py")
    assert f"    cell 3, line 11, {frame}" in check(versions / "erroring" / "demo.ipynb")
    assert f"    {rule}(line 30)\n" in check(versions / "forbidden" / "demo.py")
    assert f"    {rule}(cell 7, line 9)\n" in check(versions / "forbidden" / "demo.ipynb")


def test_each_version_ends_as_it_should(by_pytest: dict[str, Said]) -> None:
    mean, single = "running_mean · averages what came so far", "running_mean · keeps single precision"
    smooth, waits = "Smoother · moves step by step", ("○", "waits for `averages what came so far`")
    unwritten = {f"{exercise} · not written yet": ("○",) for exercise in STUBS}
    no_smoother = {"Smoother · not written yet": ("○",)}
    assert by_pytest["solved"] == {mean: ("✓",), single: ("✓",), smooth: ("✓",)}
    assert by_pytest["stub"] == unwritten
    assert by_pytest["mistaken"].keys() == {mean, single, smooth}
    assert by_pytest["mistaken"][mean][-1] == (
        "Hint: Returns running sums: each still has to be divided by how many values it holds."
    )
    assert by_pytest["mistaken"][single] == waits
    assert by_pytest["erroring"] == {
        mean: (
            "✗",
            "AttributeError: 'Tensor' object has no attribute 'halve'",
            "HERE, in `running_mean`: `return y.halve()`",
        ),
        single: waits,
        **no_smoother,
    }
    assert by_pytest["looping"] == {
        mean: (
            "✗",
            "no answer within 0.3 s",
            "Hint: Look for a loop that never ends, or for slow Python loops.",
        ),
        single: waits,
        **no_smoother,
    }
    assert by_pytest["forbidden"].keys() == {"running_mean · not written yet", smooth}
    assert by_pytest["forbidden"][smooth] == ("✗", "uses `torch.lerp` (HERE)", "Hint: Write the update out.")
    assert by_pytest["nothing comes back"][mean][:2] == (
        "✗",
        "out: got None, expected a float64 tensor of shape (7,)",
    )


def test_pytest_is_green_in_the_student_repository_when_all_is_solved(students: Path, tmp_path: Path) -> None:
    """With the repository's own settings, in which warnings are errors, and selecting by exercise."""
    shutil.copytree(students, tmp_path / "moved")
    path = tmp_path / "moved" / "assignments" / "demo" / "demo.py"
    text = sources("solved", path.read_text(encoding="utf-8"))
    path.write_text(text + '\n\nPATTERN = "\\d"\n', encoding="utf-8")
    done = run(
        tmp_path / "moved", tmp_path / "moved", "pytest", "assignments/demo", "-k", "running_mean or Smoother"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 passed" in done.stdout


def test_the_student_repository_checks_by_itself(students: Path) -> None:
    done = run(students, students, "autograder.cli", "check", "demo")
    assert (done.returncode, done.stderr) == (1, "")
    assert parse(done.stdout) == {f"{exercise} · not written yet": ("○",) for exercise in STUBS}
    assert "1 hidden check" in done.stdout


def test_the_student_repository_holds_no_solution(course: Path, students: Path) -> None:
    template = students / "autograder" / "authoring" / "template"
    files = {
        str(p.relative_to(students)): p.read_bytes()
        for p in students.rglob("*")
        if p.is_file() and template not in p.parents
    }
    solution = (course / "solutions" / "demo" / "demo.py").read_text(encoding="utf-8")
    assert leaks.search(solution, "demo.py", "", files) == []
    assert not [name for name in files if name.startswith(("solutions", "tests")) or "hidden.py" in name]


KERNEL_CELLS = {
    "plain otter": 'import otter\n\nprint(otter.Notebook("demo.ipynb").check("running_mean"))',
    "all": "print(grader.check_all())",
    "export": "grader.export()",
    "where": "import autograder\n\nprint(autograder.__file__)",
}


@pytest.fixture(scope="module")
def in_a_kernel(students: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a real kernel prints for each version, and for the cells above, in one run of one notebook."""
    from nbclient import NotebookClient

    folder = tmp_path_factory.mktemp("kernel") / "demo copied"
    shutil.copytree(students / "assignments" / "demo", folder)
    released = nbformat.read(folder / "demo.ipynb", as_version=4)
    by_tag = {
        tag: [c for c in released.cells if tag in c.metadata.get("tags", ())]
        for tag in ("setup", "exercise", "check")
    }
    cells = [new_code_cell(by_tag["setup"][0].source)]
    names: list[str] = [""]
    for version in sorted(VERSIONS, key=lambda v: v == "solved"):
        for stub, check in zip(by_tag["exercise"], by_tag["check"], strict=True):
            cells += [new_code_cell(sources(version, stub.source)), new_code_cell(f"print({check.source})")]
            names += ["", version]
    for name, source in KERNEL_CELLS.items():
        cells.append(new_code_cell(source))
        names.append(name)
    before = dict(os.environ)
    os.environ |= ours(students)
    try:
        done = NotebookClient(
            new_notebook(cells=cells),
            timeout=120,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
        ).execute()
    finally:
        os.environ.clear()
        os.environ |= before
    printed: dict[str, str] = {}
    for name, cell in zip(names, done.cells, strict=True):
        printed[name] = printed.get(name, "") + "".join(
            o.text for o in cell.outputs if o.output_type == "stream"
        )
    printed["zips"] = json.dumps([str(p) for p in folder.glob("*.zip")])
    return printed


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_a_real_kernel_says_what_pytest_says(
    version: str, in_a_kernel: dict[str, str], by_pytest: dict[str, Said]
) -> None:
    assert parse(in_a_kernel[version]) == by_pytest[version]


@pytest.mark.slow
def test_a_real_kernel_places_an_error_in_the_students_cell(in_a_kernel: dict[str, str]) -> None:
    assert "    line 11 of its cell, in `running_mean`: `return y.halve()`\n" in in_a_kernel["erroring"]
    assert "    uses `torch.lerp` (line 9 of its cell)\n" in in_a_kernel["forbidden"]


@pytest.mark.slow
def test_plain_otter_check_all_and_export_work_in_a_real_kernel(
    in_a_kernel: dict[str, str], students: Path
) -> None:
    assert in_a_kernel["plain otter"] == "running_mean results: All test cases passed!\n"
    assert [said[0] for said in parse(in_a_kernel["all"]).values()] == ["✓", "✓", "✓"]
    (path,) = json.loads(in_a_kernel["zips"])
    with zipfile.ZipFile(path) as archive:
        assert "demo.ipynb" in archive.namelist()
    assert in_a_kernel["where"] == f"{students / 'autograder' / '__init__.py'}\n"
