"""A new solution folder is complete, carries its own name, and never replaces anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring.new import write_template
from autograder.errors import InstructorError


def refusal(folder: Path) -> InstructorError:
    """The error that a name gives."""
    with pytest.raises(InstructorError) as caught:
        write_template(folder)
    return caught.value


def test_a_new_folder_holds_every_part_of_a_solution(tmp_path: Path) -> None:
    write_template(tmp_path / "solutions" / "means")
    files = {str(p.relative_to(tmp_path / "solutions")) for p in tmp_path.rglob("*") if p.is_file()}
    assert files == {
        "means/means.py",
        "means/checks.py",
        "means/hidden.py",
        "means/handout.md",
        "means/design.md",
        "means/mutants/counts_from_zero.py",
        "means/mutants/sums_only.py",
        "means/variants/one_by_one.py",
    }


def test_the_name_stands_where_the_template_has_a_gap(tmp_path: Path) -> None:
    write_template(tmp_path / "means")
    texts = {p.name: p.read_text(encoding="utf-8") for p in tmp_path.rglob("*") if p.is_file()}
    assert texts["means.py"].startswith('"""means: running means.\n')
    assert texts["handout.md"].startswith("# means: running means\n")
    assert not any("SLUG" in text for text in texts.values())


@pytest.mark.parametrize(
    "name", ["Means", "2means", "running-mean", "running mean", "_means", "größe", "a.b"]
)
def test_a_name_that_is_no_module_name_is_refused(tmp_path: Path, name: str) -> None:
    error = refusal(tmp_path / name)
    assert error.message == f"`{name}` cannot name an assignment"
    assert error.hint == (
        "Lower-case letters, digits and underscores, starting with a letter: it is also a module's name."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["random", "class", "torch", "numpy", "checks", "hidden", "shared", "statistics"]
)
def test_a_name_that_would_hide_another_module_is_refused(tmp_path: Path, name: str) -> None:
    assert str(refusal(tmp_path / name)) == (
        f"`{name}` has a meaning in Python already\n"
        "    A notebook beside a module of that name could not import the other one: choose another name."
    )


def test_an_existing_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "means").mkdir()
    assert (
        str(refusal(tmp_path / "means")) == f"{tmp_path / 'means'}: exists already\n    Nothing was written."
    )
    assert list((tmp_path / "means").iterdir()) == []
