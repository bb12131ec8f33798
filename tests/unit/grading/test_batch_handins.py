"""Whose each file of a folder is, and that nobody is passed over."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from autograder.errors import OperatorError
from autograder.grading.batch.handins import Intake, natural, read_folder

HINT = "Hand in `demo.ipynb`, `demo.py`, or a zip with one of them."


def lay(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.touch()


def read(folder: Path) -> Intake:
    return read_folder(folder, "demo", folder / "reports")


def problem(folder: Path) -> tuple[str, str]:
    (handin,) = read(folder).handins
    assert handin.problem
    return str(handin.problem.message), handin.problem.hint


def test_files_are_known_by_their_stem_and_folders_by_their_name(tmp_path: Path) -> None:
    lay(tmp_path, "ada.ipynb", "bob.PY", "cy.zip", "dee/anything.py")
    assert [(h.student, h.file, h.path, h.problem) for h in read(tmp_path).handins] == [
        ("ada", "ada.ipynb", tmp_path / "ada.ipynb", None),
        ("bob", "bob.PY", tmp_path / "bob.PY", None),
        ("cy", "cy.zip", tmp_path / "cy.zip", None),
        ("dee", "dee/anything.py", tmp_path / "dee" / "anything.py", None),
    ]


def test_the_order_is_natural_whatever_the_order_on_disk(tmp_path: Path) -> None:
    names = ["Ada.py", "ada.ipynb", "ada.py", "team2.py", "team10.py", "zoe"]
    shuffled = random.Random(3).sample(names, len(names))
    lay(tmp_path, *(f"{name}/x.py" if name == "zoe" else name for name in shuffled))
    assert [h.file for h in read(tmp_path).handins] == [*names[:5], "zoe/x.py"]


def test_natural_order_counts_and_does_not_spell() -> None:
    assert sorted(["b10", "b9", "a", "B9", "10", "9"], key=natural) == ["9", "10", "a", "B9", "b9", "b10"]


def test_two_files_of_one_student_are_both_hand_ins(tmp_path: Path) -> None:
    lay(tmp_path, "ada.py", "ada.ipynb", "ada/x.py")
    assert [(h.student, h.file) for h in read(tmp_path).handins] == [
        ("ada", "ada.ipynb"),
        ("ada", "ada.py"),
        ("ada", "ada/x.py"),
    ]


def test_of_several_files_in_a_folder_the_one_named_after_the_assignment_is_taken(tmp_path: Path) -> None:
    lay(tmp_path, "ada/demo.py", "ada/checks.py", "ada/notes.txt")
    assert [h.file for h in read(tmp_path).handins] == ["ada/demo.py"]


def test_a_folder_that_leaves_open_what_to_grade_says_which_files_there_were(tmp_path: Path) -> None:
    lay(tmp_path, "ada/b.py", "ada/a10.py", "ada/a9.py")
    assert problem(tmp_path) == (
        "`a9.py`, `a10.py` and `b.py` could each be what is to be graded",
        HINT,
    )


def test_two_files_named_after_the_assignment_leave_it_open_too(tmp_path: Path) -> None:
    lay(tmp_path, "ada/demo.py", "ada/demo.ipynb", "ada/other.py")
    assert problem(tmp_path) == ("`demo.ipynb` and `demo.py` could each be what is to be graded", HINT)


def test_a_folder_without_any_such_file_is_a_hand_in_with_a_problem(tmp_path: Path) -> None:
    lay(tmp_path, *(f"ada/{k}.pdf" for k in range(8)), "ada/deep/demo.py")
    expected = (
        "this folder holds `0.pdf`, `1.pdf`, `2.pdf`, `3.pdf`, `4.pdf` and 4 more, and none of it is graded"
    )
    assert problem(tmp_path) == (expected, HINT)


def test_an_empty_folder_says_that_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    assert problem(tmp_path)[0] == "this folder holds nothing, and none of it is graded"


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    lay(tmp_path, "secret/demo.py", "in/bob.py")
    (tmp_path / "in" / "ada").symlink_to(tmp_path / "secret")
    ada, bob = read(tmp_path / "in").handins
    assert (ada.file, str(ada.problem)) == (
        "ada",
        "ada: this folder is a link\n    Hand in the folder itself.",
    )
    assert bob.problem is None


def test_a_linked_file_is_a_hand_in_even_when_it_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "ada.py").symlink_to(tmp_path / "nothing")
    assert [h.file for h in read(tmp_path).handins] == ["ada.py"]


def test_what_is_no_hand_in_is_named_and_what_is_hidden_is_counted(tmp_path: Path) -> None:
    lay(tmp_path, "roster10.csv", "roster9.csv", ".DS_Store", "__MACOSX/._ada.py", "._ada.py", "ada.py")
    lay(tmp_path, "bob/demo.py", "bob/.DS_Store", "bob/.ipynb_checkpoints/demo.ipynb")
    intake = read(tmp_path)
    assert [h.file for h in intake.handins] == ["ada.py", "bob/demo.py"]
    assert intake.ignored == ("roster9.csv", "roster10.csv")
    assert intake.hidden == 5


def test_the_folder_of_the_reports_is_nobodys(tmp_path: Path) -> None:
    lay(tmp_path, "ada.py", "reports/journal.jsonl")
    intake = read(tmp_path)
    assert [h.file for h in intake.handins] == ["ada.py"]
    assert intake.ignored == ()


def test_a_folder_that_is_not_there_is_the_operators_problem(tmp_path: Path) -> None:
    with pytest.raises(OperatorError) as caught:
        read(tmp_path / "absent")
    assert caught.value.message == "this folder cannot be read (No such file or directory)"
