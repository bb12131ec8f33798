"""The command: what each authoring verb prints, and the exit code that goes with it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder import cli
from autograder.authoring import audit as auditing

COURSE = """\
title: A course
time_zone: Europe/Paris
runner: cpu
attempts: 20
late: {grace_minutes: 15, penalty_per_day: 0.1, max_days: 3}
assignments:
  - {slug: demo, weight: 1, released: 2027-09-13T09:00:00+02:00, due: 2027-09-26T23:59:00+02:00}
  - {slug: later, weight: 1, released: 2027-10-13T09:00:00+02:00, due: 2027-10-26T23:59:00+02:00}
"""
GUIDE = Path(__file__).parents[2] / "solutions" / "README.md"
STUB = '    # your code here\n    raise NotImplementedError("running_mean is not written yet")\n'
SOLVED = "    return x.cumsum(0) / torch.arange(1, len(x) + 1, dtype=x.dtype)\n"
PASSED = f"{'✓ running_mean · averages what came so far':<90} 2 / 2\n"
UNWRITTEN = f"{'○ running_mean · not written yet':<90} 0 / 2\n"


@dataclass(frozen=True)
class Result:
    """How the command ended."""

    code: int
    out: str
    err: str


Autograder = Callable[..., Result]


@pytest.fixture
def autograder(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Autograder:
    """Runs the command in this process."""
    monkeypatch.setattr(sys, "path", [*sys.path])

    def run(*arguments: str) -> Result:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["autograder", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        code = ended.value.code
        return Result(code if isinstance(code, int) else 0 if code is None else 1, captured.out, captured.err)

    return run


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course without solutions, the working directory."""
    folder = tmp_path / "course"
    (folder / "solutions").mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def course(root: Path, autograder: Autograder) -> Path:
    """A course with one assignment, released."""
    assert autograder("new", "demo").code == 0
    assert autograder("release", "demo").code == 0
    return root


def solve(folder: Path, body: str = SOLVED) -> None:
    """Replace the stub's body in the student's module."""
    path = folder / "demo.py"
    path.write_text(path.read_text(encoding="utf-8").replace(STUB, body), encoding="utf-8")


def solve_notebook(folder: Path, body: str = SOLVED, output: str = "") -> None:
    """Replace the stub's body in the student's notebook, as if a cell had been run."""
    path = folder / "demo.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if "raise NotImplementedError" in source:
            cell["source"] = source.replace(STUB.rstrip("\n"), body.rstrip("\n"))
            cell["outputs"] = [{"output_type": "stream", "name": "stderr", "text": output}]
    path.write_text(json.dumps(notebook), encoding="utf-8")


class TestEveryVerb:
    """What holds for all of them."""

    def test_without_a_verb_help_is_shown(self, autograder: Autograder) -> None:
        assert "Run an autograded deep-learning course" in autograder().out

    def test_outside_a_course_an_instructor_is_told_where_to_go(
        self, autograder: Autograder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert autograder("audit") == Result(
            2, "", f"instructor: {tmp_path}: no course.yaml here or above\n    Run inside a course folder.\n"
        )

    def test_a_crash_ends_with_70_and_never_with_0(
        self, autograder: Autograder, course: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(*arguments: object, **options: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(auditing, "audit", crash)
        result = autograder("audit", "demo")
        assert (result.code, result.out) == (70, "")
        assert result.err.endswith("This is a fault of the kit itself, please report the lines above.\n")
        assert course.is_dir()

    def test_a_wrong_option_ends_with_2(self, autograder: Autograder, root: Path) -> None:
        assert autograder("audit", "--seeds", "0").code == 2
        assert autograder("audit", "--sedes", "3").code == 2
        assert autograder("aduit").code == 2
        assert root.is_dir()

    @pytest.mark.parametrize("verb", ["audit", "release"])
    def test_a_slug_that_the_course_does_not_have_gets_the_nearest(
        self, autograder: Autograder, course: Path, verb: str
    ) -> None:
        assert autograder(verb, "dmeo") == Result(
            2, "", "instructor: the course has no assignment `dmeo`\n    Did you mean `demo`?\n"
        )
        assert course.is_dir()

    def test_a_slug_without_a_folder_is_told_how_to_get_one(
        self, autograder: Autograder, course: Path
    ) -> None:
        assert autograder("audit", "later") == Result(
            2,
            "",
            f"instructor: {course / 'solutions'}: `later` has no solution folder yet\n"
            "    `autograder new later` writes one.\n",
        )

    def test_a_course_without_solutions_is_no_success(self, autograder: Autograder, root: Path) -> None:
        for verb in ("audit", "release"):
            assert autograder(verb) == Result(
                2, "", f"instructor: {root / 'solutions'}: no solution folder yet\n"
            )


class TestNew:
    """`autograder new`."""

    def test_it_says_what_to_do_next(self, autograder: Autograder, root: Path) -> None:
        assert autograder("new", "demo") == Result(
            0,
            f"{root / 'solutions' / 'demo'} holds a small assignment. `autograder release demo`, and it passes "
            "`autograder audit demo`; solutions/README.md says how to make it yours.\n",
            "",
        )
        assert autograder("release", "demo").code == 0
        assert autograder("audit", "demo").code == 0

    def test_it_refuses_what_is_there_already(self, autograder: Autograder, course: Path) -> None:
        result = autograder("new", "demo")
        assert (result.code, result.err) == (
            2,
            f"instructor: {course / 'solutions' / 'demo'}: exists already\n    Nothing was written.\n",
        )


class TestAudit:
    """`autograder audit`."""

    def test_a_sound_folder_is_one_line_of_numbers(self, autograder: Autograder, course: Path) -> None:
        result = autograder("audit", "demo")
        assert (result.code, result.err) == (0, "")
        assert re.sub(r"\d\.\d s", "? s", result.out) == (
            "demo: 1 exercises, 1 public and 1 hidden checks, 2 mutants, 1 variants; public checks take ? s, "
            "hidden ? s\n  no failures\n"
        )
        assert course.is_dir()

    def test_all_written_assignments_are_audited_in_the_order_of_the_course(
        self, autograder: Autograder, course: Path
    ) -> None:
        assert autograder("new", "later").code == 0
        assert autograder("release").out == "assignments/demo: 6 files\nassignments/later: 6 files\n"
        lines = autograder("audit", "--seeds", "1").out.splitlines()
        assert [line.split(":")[0] for line in lines] == ["demo", "  no failures", "later", "  no failures"]
        assert course.is_dir()

    def test_failures_are_lines_and_the_exit_code_is_1(self, autograder: Autograder, course: Path) -> None:
        (course / "solutions" / "demo" / "design.md").unlink()
        result = autograder("audit", "demo", "--seeds", "2")
        assert result.code == 1
        assert result.out.splitlines()[1:] == [
            f"  {course / 'solutions' / 'demo'}: design.md is missing",
            "    State goal, sources, thresholds.",
            "  1 failures",
        ]

    def test_a_reference_that_calls_exit_is_a_failure(self, autograder: Autograder, course: Path) -> None:
        reference = course / "solutions" / "demo" / "demo.py"
        reference.write_text(
            reference.read_text(encoding="utf-8") + "\n\nraise SystemExit(0)\n", encoding="utf-8"
        )
        result = autograder("audit", "demo")
        assert result.code == 1
        assert f"  {reference}: raises SystemExit: 0\n" in result.out
        result = autograder("release", "demo")
        assert result == Result(2, "", f"instructor: {reference}: raises SystemExit: 0\n")

    def test_json_holds_the_same(self, autograder: Autograder, course: Path) -> None:
        (course / "assignments" / "demo" / "README.md").unlink()
        result = autograder("audit", "--json", "--seeds", "2")
        (data,) = json.loads(result.out)
        assert (result.code, data["slug"], data["exercises"]) == (1, "demo", ["running_mean"])
        assert data["failures"] == [
            {
                "invariant": "release",
                "where": str(course / "assignments" / "demo" / "README.md"),
                "message": "is missing",
                "hint": "Run `autograder release demo`.",
            }
        ]

    def test_a_tolerance_near_a_mutant_is_a_warning_and_no_failure(
        self, autograder: Autograder, course: Path
    ) -> None:
        checks = course / "solutions" / "demo" / "checks.py"
        text = checks.read_text(encoding="utf-8").replace("import check", "import Tolerance, check")
        text = text.replace("points=2", 'points=2, tolerance=Tolerance(0.9, 0.0, "for the test")')
        checks.write_text(text, encoding="utf-8")
        assert autograder("release", "demo").code == 0
        result = autograder("audit", "demo", "--seeds", "2")
        assert result.code == 0
        (warning,) = [line for line in result.out.splitlines() if "warning" in line]
        assert re.fullmatch(
            r"  warning: averages_what_came_so_far: variants \de-\d\d < tol 9e-01 < mutants \de\+00 leaves less "
            r"than a factor 10",
            warning,
        )


class TestRelease:
    """`autograder release`."""

    def test_a_fresh_release_is_confirmed(self, autograder: Autograder, course: Path) -> None:
        assert autograder("release", "--check") == Result(0, "Every release is what its solution says.\n", "")
        assert course.is_dir()

    def test_a_stale_release_is_listed_and_left_as_it_is(self, autograder: Autograder, course: Path) -> None:
        solve(course / "assignments" / "demo")
        (course / "assignments" / "demo" / "notes.txt").write_text("", encoding="utf-8")
        assert autograder("release", "--check") == Result(
            1,
            "assignments/demo/notes.txt should not be there\nassignments/demo/demo.py is out of date\n"
            "Run `autograder release`.\n",
            "",
        )
        assert (course / "assignments" / "demo" / "notes.txt").is_file()
        assert autograder("release").out == "assignments/demo: 6 files\n"
        assert autograder("release", "--check").code == 0

    def test_an_export_releases_everything_first(
        self, autograder: Autograder, course: Path, tmp_path: Path
    ) -> None:
        assert autograder("new", "later").code == 0
        assert autograder("release").code == 0
        (course / "assignments" / "later" / "solved.py").write_text(SOLVED, encoding="utf-8")
        to = tmp_path / "students"
        result = autograder("release", "demo", "--to", str(to))
        assert result.out == (
            f"assignments/demo: 6 files\nassignments/later: 6 files\n{to} is the student repository.\n"
        )
        assert {p.name for p in (to / "assignments").iterdir()} == {"demo", "later"}
        assert not [p for p in to.rglob("*.py") if SOLVED in p.read_text(encoding="utf-8")]

    def test_a_stale_release_is_not_exported(
        self, autograder: Autograder, course: Path, tmp_path: Path
    ) -> None:
        solve(course / "assignments" / "demo")
        assert autograder("release", "--check", "--to", str(tmp_path / "students")).code == 1
        assert not (tmp_path / "students").exists()


class TestCheck:
    """`autograder check`, as a student runs it."""

    @pytest.fixture
    def folder(self, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A student's copy of the assignments, the working directory; the course is out of reach."""
        shutil.copytree(course / "assignments", tmp_path / "mine" / "assignments")
        monkeypatch.chdir(tmp_path / "mine")
        return tmp_path / "mine" / "assignments" / "demo"

    def test_a_solution_passes(self, autograder: Autograder, folder: Path) -> None:
        solve(folder)
        result = autograder("check", "demo")
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(f"{PASSED}\n1 of 1 public checks pass: 2 of 2 points.")
        assert "one value is its" in result.out

    def test_the_stub_falls_short(self, autograder: Autograder, folder: Path) -> None:
        result = autograder("check", "demo")
        assert result.code == 1
        assert result.out.startswith(f"{UNWRITTEN}\n0 of 1 public checks pass: 0 of 2 points.")
        assert folder.is_dir()

    @pytest.mark.parametrize("what", ["demo", "assignments/demo", "assignments/demo/demo.py"])
    def test_slug_folder_and_file_mean_the_same(
        self, autograder: Autograder, folder: Path, what: str
    ) -> None:
        solve(folder)
        assert autograder("check", what).out.startswith(PASSED)

    def test_in_the_folder_nothing_need_be_said(
        self, autograder: Autograder, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        solve(folder)
        monkeypatch.chdir(folder)
        assert autograder("check").out.startswith(PASSED)
        assert autograder("check", "demo.py").out.startswith(PASSED)
        monkeypatch.chdir(folder / "tests")
        assert autograder("check", "demo").out.startswith(PASSED)

    def test_a_folder_may_be_renamed(self, autograder: Autograder, folder: Path) -> None:
        solve(folder)
        folder.rename(folder.parent / "week one")
        assert autograder("check", "assignments/week one").out.startswith(PASSED)
        assert autograder("check", "week one").out.startswith(PASSED)

    def test_one_exercise_can_be_asked_for(self, autograder: Autograder, folder: Path) -> None:
        solve(folder)
        assert autograder("check", "demo", "-k", "running_mean").out.startswith(PASSED)
        assert autograder("check", "demo", "-k", "runing_mean") == Result(
            1, "", "`runing_mean` is no exercise of demo\n    Did you mean `running_mean`?\n"
        )

    def test_an_unknown_slug_gets_the_nearest_or_all(self, autograder: Autograder, folder: Path) -> None:
        assert autograder("check", "dmeo") == Result(
            1, "", f"{folder.parent}: `dmeo` is not released\n    Did you mean `demo`?\n"
        )
        assert (
            autograder("check", "zzz").err == f"{folder.parent}: `zzz` is not released\n    Released: demo.\n"
        )

    def test_without_a_slug_the_released_ones_are_listed(self, autograder: Autograder, folder: Path) -> None:
        assert autograder("check") == Result(
            1, "", f"{folder.parent}: which assignment?\n    Released: demo.\n"
        )

    def test_outside_a_course_a_student_is_told_where_to_go(
        self, autograder: Autograder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert autograder("check", "demo") == Result(
            1, "", f"{tmp_path}: no assignments folder here or above\n    Run inside the course.\n"
        )

    def test_a_file_elsewhere_is_told_to_be_put_back(
        self, autograder: Autograder, folder: Path, tmp_path: Path
    ) -> None:
        shutil.copy(folder / "demo.py", tmp_path / "demo.py")
        assert autograder("check", str(tmp_path / "demo.py")) == Result(
            1,
            "",
            f"{tmp_path / 'demo.py'}: no assignment lies beside this file\n"
            "    Put it back into the assignment's folder, beside checks.py.\n",
        )

    def test_a_file_that_is_not_there_is_missing(self, autograder: Autograder, folder: Path) -> None:
        assert folder.is_dir()
        assert autograder("check", "assignments/demo/solved.py") == Result(
            1, "", "assignments/demo/solved.py: is missing\n    Is this the assignment's folder?\n"
        )

    def test_a_file_that_does_not_parse_is_told_with_its_line(
        self, autograder: Autograder, folder: Path
    ) -> None:
        solve(folder, "    retrun x\n")
        path = folder / "demo.py"
        assert autograder("check", "demo") == Result(
            1, "", f"{path}:18: does not parse: invalid syntax: retrun x\n"
        )

    def test_a_line_that_does_not_load_is_noted_first(self, autograder: Autograder, folder: Path) -> None:
        solve(folder, SOLVED + "\n\nrunning_mean(open('throws.txt'))\n")
        result = autograder("check", "demo")
        assert result.code == 0
        assert result.out.startswith(
            "Note: line 21: `running_mean(open('throws.txt'))` fails when your code is loaded (FileNotFoundError: "
        )
        assert PASSED in result.out


class TestCheckANotebook:
    """`autograder check` reads a notebook as the grader will."""

    @pytest.fixture
    def folder(self, course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The released folder, the working directory."""
        monkeypatch.chdir(course / "assignments" / "demo")
        return course / "assignments" / "demo"

    def test_a_solution_passes(self, autograder: Autograder, folder: Path) -> None:
        solve_notebook(folder)
        result = autograder("check", "demo.ipynb")
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(f"Checking demo.ipynb.\n{PASSED}")

    def test_an_error_is_placed_in_its_cell(self, autograder: Autograder, folder: Path) -> None:
        solve_notebook(folder, "    y = x\n    return y.halve()\n")
        result = autograder("check", "demo.ipynb")
        assert result.code == 1
        assert "    cell 3, line 11, in `running_mean`: `return y.halve()`\n" in result.out

    def test_without_a_file_the_one_that_is_further_is_checked(
        self, autograder: Autograder, folder: Path
    ) -> None:
        assert autograder("check").out.startswith(UNWRITTEN)
        solve_notebook(folder)
        assert autograder("check").out.startswith(f"Checking demo.ipynb.\n{PASSED}")
        solve(folder, "    return x\n")
        assert autograder("check").out.startswith("✗ running_mean")
        assert autograder("check", "demo.ipynb").code == 0

    def test_tracebacks_that_a_notebook_keeps_do_not_count_as_stubs(
        self, autograder: Autograder, folder: Path
    ) -> None:
        solve_notebook(folder, output="NotImplementedError: running_mean is not written yet\n" * 3)
        assert autograder("check").out.startswith(f"Checking demo.ipynb.\n{PASSED}")

    def test_a_line_that_does_not_load_is_placed_in_its_cell(
        self, autograder: Autograder, folder: Path
    ) -> None:
        solve_notebook(folder, SOLVED.replace("x.cumsum", "OPTIONS['f'](x)") + "\n\nOPTIONS = {'f': 1 / 0}\n")
        result = autograder("check", "demo.ipynb")
        assert (
            "Note: cell 3, line 13: `OPTIONS = {'f': 1 / 0}` fails when your code is loaded (Zero"
            in result.out
        )

    def test_a_broken_notebook_is_refused(self, autograder: Autograder, folder: Path) -> None:
        (folder / "demo.ipynb").write_text("{", encoding="utf-8")
        result = autograder("check", "demo.ipynb")
        assert (result.code, result.out) == (1, "")
        assert result.err == (
            "demo.ipynb: this is not a notebook: it is not JSON\n"
            "    Open it in Jupyter, save it, and hand it in again.\n"
        )


class TestTheGuideForAuthors:
    """`solutions/README.md` shows nothing that does not work."""

    @staticmethod
    def blocks(language: str) -> list[str]:
        """Its fenced blocks in a language."""
        return re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)

    def test_every_command_works_in_the_order_shown(self, autograder: Autograder, root: Path) -> None:
        codes = {}
        for line in "".join(self.blocks("sh")).splitlines():
            if line.startswith("autograder release --check"):
                (entry,) = self.blocks("yaml")
                with (root / "course.yaml").open("a", encoding="utf-8") as file:
                    file.write(entry)
            command = line.split("#")[0].split()
            assert command[0] == "autograder"
            codes[" ".join(command[1:])] = autograder(*command[1:]).code
        assert codes == {
            "new moving_averages": 0,
            "release moving_averages": 0,
            "audit moving_averages": 0,
            "audit moving_averages --seeds 3": 0,
            "check moving_averages": 1,
            "release --check": 0,
            "release --to ../students": 0,
        }
        assert (root.parent / "students" / "assignments" / "moving_averages" / "README.md").is_file()

    def test_every_snippet_stands_in_the_folder_that_new_writes(
        self, autograder: Autograder, root: Path
    ) -> None:
        assert autograder("new", "moving_averages").code == 0
        folder = root / "solutions" / "moving_averages"
        texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
        snippets = self.blocks("python")
        assert len(snippets) == 3
        assert [sum(snippet in text for text in texts) for snippet in snippets] == [1, 1, 1]

    def test_every_file_it_names_is_written_by_new(self, autograder: Autograder, root: Path) -> None:
        assert autograder("new", "moving_averages").code == 0
        table = GUIDE.read_text(encoding="utf-8").split("| file |")[1].split("\n\n")[0]
        names = re.findall(r"^\| `(.*?)` \|", table, re.MULTILINE)
        assert len(names) == 7
        assert all(list((root / "solutions" / "moving_averages").glob(name)) for name in names)

    def test_every_failure_it_explains_is_one_that_the_kit_can_give(self) -> None:
        table = GUIDE.read_text(encoding="utf-8").split("| it says |")[1].split("\n\n")[0]
        cells = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| `")]
        phrases = [phrase for cell in cells for phrase in re.findall(r"`(.*?)`", cell)]
        sources = "".join(
            path.read_text(encoding="utf-8") for path in Path(cli.__file__).parent.rglob("*.py")
        )
        parts = [
            part.strip()
            for phrase in phrases
            for part in re.split("…|passed|\\(.*?\\)", phrase)
            if part.strip()
        ]
        assert len(cells) == 14
        assert [part for part in parts if part not in sources] == []
