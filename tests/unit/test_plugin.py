"""In a released folder each check is a pytest item, and pytest says what the other front ends say."""

from __future__ import annotations

import sys

import pytest

from autograder.authoring import release
from autograder.authoring.new import write_template
from autograder.local import open_assignment
from autograder.solution import read_solution

pytest_plugins = ["pytester"]

STUB = '    # your code here\n    raise NotImplementedError("running_mean is not written yet")\n'
SOLVED = "    return x.cumsum(0) / torch.arange(1, len(x) + 1, dtype=x.dtype)\n"
ITEM = "checks.py::running_mean[averages_what_came_so_far]"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The template's release, with a second check."""
    folder = tmp_path_factory.mktemp("course") / "demo"
    write_template(folder)
    with (folder / "checks.py").open("a", encoding="utf-8") as file:
        file.write(
            '\n\n@check("running_mean", after=averages_what_came_so_far)\ndef keeps_single_precision(impl, draw):\n'
            '    """Float32 stays."""\n    return {"out": impl.running_mean(draw.normal(3).float())}\n'
        )
    return release.build(read_solution(folder))


class Folder:
    """A released folder in which pytest is run."""

    def __init__(self, pytester: pytest.Pytester, files: dict[str, bytes]) -> None:
        self.pytester, self.path = pytester, pytester.path
        release.write(files, self.path / "demo")
        pytester.chdir()
        self.path = self.path / "demo"

    def write(self, body: str, above: str = "") -> None:
        """Replace the stub's body in the student's file."""
        text = (self.path / "demo.py").read_text(encoding="utf-8")
        text = text.replace(STUB, body).replace("import torch\n", f"import torch\n{above}")
        (self.path / "demo.py").write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code and output of pytest in the folder."""
        ours = ("-p", "autograder", "-p", "no:cacheprovider", "--rootdir", ".")
        result = self.pytester.runpytest_inprocess(*ours, *arguments)
        return int(result.ret), str(result.stdout)


@pytest.fixture
def folder(pytester: pytest.Pytester, released: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A fresh folder, pytest's working directory."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # each run would import them anew
    folder = Folder(pytester, released)
    monkeypatch.chdir(folder.path)
    return folder


def test_a_solution_passes_and_the_run_ends_with_0(folder: Folder) -> None:
    folder.write(SOLVED)
    code, text = folder.run("-v")
    assert code == 0
    assert f"{ITEM} PASSED" in text
    assert "2 passed" in text


def test_the_stub_is_skipped_and_the_run_ends_with_1_since_nothing_is_done(folder: Folder) -> None:
    code, text = folder.run()
    assert code == 1
    assert "2 skipped" in text
    line = f"{'○ running_mean · not written yet':<90} 0 / 3"
    assert line in text.splitlines()


def test_a_mistake_shows_what_a_student_reads_and_the_run_ends_with_1(folder: Folder) -> None:
    folder.write("    return x.cumsum(0)\n")
    code, text = folder.run()
    assert code == 1
    assert "✗ running_mean · averages what came so far" in text
    assert (
        "    Hint: Returns running sums: each still has to be divided by how many values it holds.\n" in text
    )
    assert "Traceback" not in text
    assert "    waits for `averages what came so far`\n" in text


def test_an_error_points_at_the_students_line(folder: Folder) -> None:
    folder.write("    return x.halve()\n")
    _, text = folder.run()
    assert "    AttributeError: 'Tensor' object has no attribute 'halve'\n" in text
    assert "    line 18, in `running_mean`: `return x.halve()`\n" in text


def test_a_file_that_does_not_parse_is_one_sentence(folder: Folder) -> None:
    folder.write("    retrun x\n")
    code, text = folder.run()
    assert code == pytest.ExitCode.INTERRUPTED
    assert f"\n{folder.path / 'demo.py'}:18: does not parse: invalid syntax: retrun x\n" in text
    assert "Traceback" not in text
    assert "local.py" not in text


def test_a_damaged_recording_is_one_sentence(folder: Folder) -> None:
    (folder.path / "expected.safetensors").write_bytes(b"")
    code, text = folder.run()
    assert code == pytest.ExitCode.INTERRUPTED
    assert "    Write it again with `autograder release`, or download the assignment again.\n" in text


def test_a_line_that_does_not_load_is_noted(folder: Folder) -> None:
    folder.write(SOLVED, above="import pandas_of_mine\n")
    code, text = folder.run()
    assert code == 0
    assert (
        "Note: line 7: `import pandas_of_mine` fails when your code is loaded (ModuleNotFoundError: " in text
    )


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["-k", "running_mean"], 2),
        (["-k", "single_precision"], 1),
        (["checks.py"], 2),
        (["checks.py::running_mean"], 2),
        ([ITEM], 1),
    ],
)
def test_exercises_and_checks_can_be_selected(folder: Folder, arguments: list[str], count: int) -> None:
    folder.write(SOLVED)
    code, text = folder.run(*arguments)
    assert code == 0
    assert f"{count} passed" in text


def test_a_check_alone_waits_for_what_it_comes_after(folder: Folder) -> None:
    folder.write("    return x.double().cumsum(0)\n")
    code, text = folder.run("-k", "single_precision")
    assert code == 1
    assert "1 skipped, 1 deselected" in text
    assert "    waits for `averages what came so far`\n" in text


def test_warnings_as_errors_do_not_touch_a_students_file(folder: Folder) -> None:
    folder.write(SOLVED, above='\nPATTERN = "\\d"\n')
    rewriting = (
        "ignore::pytest.PytestAssertRewriteWarning"  # of our plugin, which this process has loaded before
    )
    assert folder.run("-W", "error", "-W", rewriting)[0] == 0


def test_a_listing_runs_nothing(folder: Folder) -> None:
    code, text = folder.run("--collect-only", "-q")
    assert code == 0
    assert ITEM in text


def test_checks_without_a_recording_are_left_alone(folder: Folder) -> None:
    (folder.path / "expected.safetensors").unlink()
    assert folder.run()[0] == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_run_leaves_no_bytecode_in_the_folder(folder: Folder) -> None:
    folder.write(SOLVED)
    folder.run()
    assert not [p for p in folder.path.rglob("*") if p.suffix == ".pyc"]
    assert open_assignment(folder.path).slug == "demo"
