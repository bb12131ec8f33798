"""Public checks run on a student's file as it is, and every reason why they cannot is a sentence."""

from __future__ import annotations

import shutil
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.authoring import release
from autograder.authoring.new import write_template
from autograder.errors import InstructorError, KitError, OperatorError, StudentError
from autograder.local import is_assignment, load_file, load_text, open_assignment, run
from autograder.results import Outcome, Verdict
from autograder.snapshot import read_snapshot, write_snapshot
from autograder.solution import read_solution

MORE_CHECKS = '''

@check("running_mean", after=averages_what_came_so_far, seconds=0.2)
def keeps_single_precision(impl, draw):
    """A float32 series has float32 means."""
    return {"out": impl.running_mean(draw.normal(3).float())}


@check("running_mean", after=keeps_single_precision)
def starts_with_the_first_value(impl, draw):
    """The first mean is the first value."""
    return {"first": impl.running_mean(draw.normal(3))[0]}
'''
SOLVED = "return x.cumsum(0) / torch.arange(1, len(x) + 1, dtype=x.dtype)"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template, with two more checks, released."""
    root = tmp_path_factory.mktemp("course")
    write_template(root / "demo")
    with (root / "demo" / "checks.py").open("a", encoding="utf-8") as file:
        file.write(MORE_CHECKS)
    release.write(release.build(read_solution(root / "demo")), root / "released")
    return root / "released"


@pytest.fixture
def folder(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the release, under another name than the assignment's."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    shutil.copytree(released, tmp_path / "my copy of demo")
    return tmp_path / "my copy of demo"


def write(folder: Path, body: str, above: str = "") -> None:
    """Replace the stub's body, which begins on line 18, in the student's file."""
    path = folder / "demo.py"
    text = path.read_text(encoding="utf-8")
    stub = '    # your code here\n    raise NotImplementedError("running_mean is not written yet")\n'
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    path.write_text(
        text.replace(stub, indented).replace("import torch\n", f"import torch\n{above}"), encoding="utf-8"
    )


def outcomes(folder: Path, *names: str) -> dict[str, Outcome]:
    """The outcomes of some checks, or of all, by name."""
    assignment = open_assignment(folder)
    checks = [c for c in assignment.suite.public if not names or c.name in names]
    return {o.check: o for o in run(assignment, checks, load_file(assignment.module))}


def refusal(path: Path) -> KitError:
    """The error that a student's file gives."""
    with pytest.raises(StudentError) as caught:
        load_file(path)
    return caught.value


def test_a_released_folder_is_opened_under_any_name(folder: Path) -> None:
    assignment = open_assignment(folder)
    assert assignment.slug == "demo"
    assert (assignment.module, assignment.notebook) == (folder / "demo.py", folder / "demo.ipynb")
    assert [c.name for c in assignment.suite.public] == [
        "averages_what_came_so_far",
        "keeps_single_precision",
        "starts_with_the_first_value",
    ]


def test_a_folder_is_an_assignment_when_checks_and_recording_lie_in_it(folder: Path) -> None:
    assert is_assignment(folder)
    (folder / "expected.safetensors").unlink()
    assert not is_assignment(folder)
    assert not is_assignment(folder / "nowhere")


def test_a_damaged_recording_is_told_with_the_remedy(folder: Path) -> None:
    (folder / "expected.safetensors").write_bytes(b"\0" * 99)
    with pytest.raises(InstructorError) as caught:
        open_assignment(folder)
    assert caught.value.message.startswith("is damaged (")
    assert caught.value.hint == "Write it again with `autograder release`, or download the assignment again."


def test_a_machine_that_draws_other_numbers_is_told_so(folder: Path) -> None:
    path = folder / "expected.safetensors"
    write_snapshot(replace(read_snapshot(path), canary="of another machine"), path)
    with pytest.raises(OperatorError) as caught:
        open_assignment(folder)
    assert str(caught.value) == (
        f"{path}: this machine draws other random numbers than the one that recorded the expected values\n"
        "    Update numpy, or ask your instructor; your code is not at fault."
    )


def test_checks_and_recording_of_different_releases_are_told(folder: Path) -> None:
    checks = folder / "checks.py"
    checks.write_text(
        checks.read_text(encoding="utf-8").replace("keeps_single", "keeps_half"), encoding="utf-8"
    )
    with pytest.raises(InstructorError) as caught:
        open_assignment(folder)
    assert str(caught.value) == (
        f"{checks}: `keeps_half_precision` has no recorded values\n"
        "    checks.py and expected.safetensors are of different releases: download both again."
    )


def test_the_stub_is_not_written_yet(folder: Path) -> None:
    found = outcomes(folder)
    assert {(o.verdict, o.message) for o in found.values()} == {
        (Verdict.SKIPPED, "running_mean is not written yet")
    }


def test_a_solution_passes(folder: Path) -> None:
    write(folder, SOLVED)
    assert {o.verdict for o in outcomes(folder).values()} == {Verdict.PASSED}


def test_a_known_mistake_gets_its_hint(folder: Path) -> None:
    write(folder, "return x.cumsum(0)")
    outcome = outcomes(folder)["averages_what_came_so_far"]
    assert (outcome.verdict, outcome.mutant) == (Verdict.FAILED, "sums_only")
    assert outcome.hint == "Returns running sums: each still has to be divided by how many values it holds."


def test_an_error_points_at_the_students_own_line(folder: Path) -> None:
    write(folder, "return _half(x)", above="\n\ndef _half(x):\n    return x.halve()\n")
    outcome = outcomes(folder)["averages_what_came_so_far"]
    assert outcome.verdict is Verdict.ERROR
    assert outcome.message == (
        "AttributeError: 'Tensor' object has no attribute 'halve'\nline 10, in `_half`: `return x.halve()`"
    )


def test_an_endless_loop_is_stopped(folder: Path) -> None:
    write(folder, "while len(x) == 3:\n    pass\n" + SOLVED)
    outcome = outcomes(folder, "keeps_single_precision")["keeps_single_precision"]
    assert (outcome.verdict, outcome.message) == (Verdict.TIMEOUT, "no answer within 0.2 s")


class TestWhatACheckComesAfter:
    """A check ends alike whether it is run alone, as notebook and pytest do, or among all."""

    def test_a_check_waits_for_one_that_fails(self, folder: Path) -> None:
        write(folder, "return x.double().cumsum(0)")
        together, alone = outcomes(folder), outcomes(folder, "keeps_single_precision")
        waiting = together["keeps_single_precision"]
        assert (waiting.verdict, waiting.message) == (
            Verdict.SKIPPED,
            "waits for `averages what came so far`",
        )
        assert alone.keys() == {"keeps_single_precision"}
        assert replace(alone["keeps_single_precision"], seconds=0) == replace(waiting, seconds=0)

    def test_a_check_that_passes_does_not_wait(self, folder: Path) -> None:
        write(folder, "return torch.where(x == x[0], x, 0)")
        assert outcomes(folder)["starts_with_the_first_value"].verdict is Verdict.PASSED
        assert (
            outcomes(folder, "starts_with_the_first_value")["starts_with_the_first_value"].verdict
            is Verdict.PASSED
        )

    def test_a_check_fails_when_what_it_comes_after_passes(self, folder: Path) -> None:
        write(folder, SOLVED.replace("dtype=x.dtype", "dtype=torch.float64"))
        for found in (outcomes(folder), outcomes(folder, "keeps_single_precision")):
            assert found["keeps_single_precision"].verdict is Verdict.FAILED
            assert found["keeps_single_precision"].message == "out: got float64, expected float32"


class TestLoading:
    """What is wrong with a file is said; what is wrong with a line of it costs that line."""

    def test_a_missing_file(self, folder: Path) -> None:
        path = folder / "other.py"
        assert str(refusal(path)) == f"{path}: is missing\n    Is this the assignment's folder?"

    def test_a_file_that_does_not_parse(self, folder: Path) -> None:
        write(folder, "retrun x")
        path = folder / "demo.py"
        assert str(refusal(path)) == f"{path}:18: does not parse: invalid syntax: retrun x"

    def test_a_file_that_is_not_utf_8(self, folder: Path) -> None:
        path = folder / "demo.py"
        path.write_bytes("x = 'é'\n".encode("latin-1"))
        assert str(refusal(path)) == f"{path}: is not UTF-8\n    Save it as UTF-8 in your editor."

    def test_a_byte_order_mark_is_nothing(self, folder: Path) -> None:
        path = folder / "demo.py"
        path.write_bytes("\ufeffx = 1\n".encode())
        assert load_file(path).namespace["x"] == 1

    def test_a_line_that_fails_is_left_out_with_a_note(self, folder: Path) -> None:
        write(folder, SOLVED, above="import pandas_of_mine\n")
        assert load_file(folder / "demo.py").notes == (
            "line 7: `import pandas_of_mine` fails when your code is loaded (ModuleNotFoundError: No module named "
            "'pandas_of_mine'); it is left out, and what needs it will fail.",
        )
        assert {o.verdict for o in outcomes(folder).values()} == {Verdict.PASSED}

    def test_a_call_of_exit_ends_nothing(self, folder: Path) -> None:
        write(folder, SOLVED, above="import sys\n\nsys.exit()\n")
        (note,) = load_file(folder / "demo.py").notes
        assert note.startswith("line 9: `sys.exit()` fails when your code is loaded (SystemExit")
        assert {o.verdict for o in outcomes(folder).values()} == {Verdict.PASSED}

    def test_a_warning_is_no_failure_where_warnings_are_errors(self, folder: Path) -> None:
        write(
            folder,
            SOLVED,
            above='import warnings\n\nPATTERN = "\\d"\nwarnings.warn("old", DeprecationWarning)\n',
        )
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert load_file(folder / "demo.py").notes == ()

    def test_a_module_beside_the_file_can_be_imported(self, folder: Path) -> None:
        (folder / "helpers_of_mine.py").write_text("THREE = 3\n", encoding="utf-8")
        write(folder, SOLVED, above="from helpers_of_mine import THREE\n")
        assert load_file(folder / "demo.py").namespace["THREE"] == 3
        sys.modules.pop("helpers_of_mine")

    def test_places_are_named_as_asked(self, folder: Path) -> None:
        student = load_text("x = 1\n1 / 0\n", str(folder / "demo.ipynb"), lambda line: f"cell 4, line {line}")
        (note,) = student.notes
        assert note.startswith("cell 4, line 2: `1 / 0` fails when your code is loaded (ZeroDivisionError: ")
        assert (student.is_own(str(folder / "demo.ipynb")), student.is_own("other.py")) == (True, False)
