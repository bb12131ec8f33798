"""The student repository holds what is listed and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring.export import export
from autograder.errors import InstructorError


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with a file of every kind, each holding its own path."""
    root = tmp_path / "course"
    for name in (
        "course.yaml",
        "README.md",
        "CHANGELOG.md",
        "pyproject.toml",
        "requirements.txt",
        "LICENSE",
        ".autograder/secret",
        "solutions/means/means.py",
        "tests/unit/test_means.py",
        "autograder/__init__.py",
        "autograder/__pycache__/__init__.cpython-311.pyc",
        "autograder/authoring/template/assignment.py",
        "shared/plotting.py",
        "shared/.hidden",
        "assignments/means/means.py",
        "assignments/means/tests/mean.py",
        "assignments/means/.OTTER_LOG",
        "assignments/means/.ipynb_checkpoints/means.ipynb",
        "assignments/means_solved_by_me/means.py",
        "kit.egg-info/PKG-INFO",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return root


def test_the_export_holds_what_students_need_and_nothing_else(course: Path, tmp_path: Path) -> None:
    to = tmp_path / "students"
    export(course, to, ["means"])
    assert {str(p.relative_to(to)) for p in to.rglob("*") if p.is_file()} == {
        "README.md",
        "LICENSE",
        "pyproject.toml",
        "requirements.txt",
        "assignments/means/means.py",
        "assignments/means/tests/mean.py",
        "autograder/__init__.py",
        "autograder/authoring/template/assignment.py",
        "shared/plotting.py",
    }


def test_the_export_has_a_readme_for_students(course: Path, tmp_path: Path) -> None:
    export(course, tmp_path / "students", ["means"])
    text = (tmp_path / "students" / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# The course, for students\n")
    assert ".venv/bin/autograder check <name>" in text
    assert "solution" not in text


def test_an_empty_folder_may_be_filled(course: Path, tmp_path: Path) -> None:
    (tmp_path / "students").mkdir()
    export(course, tmp_path / "students", ["means"])
    assert (tmp_path / "students" / "assignments" / "means" / "means.py").is_file()


def test_a_folder_that_holds_something_is_left_alone(course: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for place in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(InstructorError) as caught:
            export(course, place, ["means"])
        assert str(caught.value) == f"{place}: is not empty\n    Export to a new folder."
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_inside_the_course_is_refused(course: Path) -> None:
    inside = course / "assignments" / "students"
    with pytest.raises(InstructorError) as caught:
        export(course, inside, ["means"])
    assert str(caught.value) == f"{inside}: lies inside the course\n    Export to a folder elsewhere."
    assert not inside.exists()
