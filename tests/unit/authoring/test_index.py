"""Tables of what the course covers name only what there is, and are written where a page asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring import index
from autograder.authoring.new import write_template
from autograder.errors import InstructorError
from autograder.solution import Solution, read_solution

TABLES = """
## Lecture items

| item | lecture | checks |
|---|---|---|
| a mean | Somebody, notes §1 | `averages_what_came_so_far` |

## Mistakes other suites let through

| suite | wrong variant | mutant |
|---|---|---|
| Theirs | forgets to divide | `sums_only` |
"""
SUITES = "- suite: Theirs\n  tried: 1\n  rejected: 0\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course of one assignment with both tables, and a page that shows them."""
    (tmp_path / "solutions").mkdir()
    folder = tmp_path / "solutions" / "demo"
    write_template(folder)
    design = folder / "design.md"
    design.write_text(design.read_text() + TABLES)
    (tmp_path / "solutions" / "suites.yaml").write_text(SUITES)
    (tmp_path / "README.md").write_text(
        "Before\n<!-- table: lecture items -->\nold\n<!-- end -->\nbetween\n"
        "<!-- table: other suites -->\n<!-- end -->\nafter\n"
    )
    return tmp_path


def solution(root: Path) -> Solution:
    return read_solution(root / "solutions" / "demo")


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_a_page_gets_the_tables_it_asks_for_and_keeps_the_rest(root: Path) -> None:
    (text,) = index.pages(root, [solution(root)]).values()
    assert text == (
        "Before\n<!-- table: lecture items -->\n\n"
        "| item | lecture | assignment | exercises | checks |\n|---|---|---|---|---|\n"
        "| a mean | Somebody, notes §1 | demo | `running_mean` | `averages_what_came_so_far` |\n"
        "\n<!-- end -->\nbetween\n<!-- table: other suites -->\n\n"
        "| tests of | wrong solutions tried | rejected there | rejected here |\n|---|---|---|---|\n"
        "| Theirs | 1 | 0 | 1 |\n"
        "\n<!-- end -->\nafter\n"
    )
    (root / "README.md").write_text(text)
    assert index.pages(root, [solution(root)]) == {root / "README.md": text}


def test_a_page_without_tables_is_left_alone(root: Path) -> None:
    (root / "README.md").write_text("Nothing to see.\n")
    (root / "solutions" / "suites.yaml").unlink()
    assert index.pages(root, [solution(root)]) == {root / "README.md": "Nothing to see.\n"}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "solutions/demo/design.md",
            "`averages_what_came_so_far` |",
            "`averages_what_came` |",
            "there is no check `averages_what_came`",
        ),
        ("solutions/demo/design.md", "`sums_only` |", "`sums` |", "there is no mutant `sums`"),
        ("solutions/demo/design.md", "`sums_only` |", "sums_only |", "this row names no mutant"),
        (
            "solutions/demo/design.md",
            "| Theirs | forgets",
            "| Thiers | forgets",
            "`Thiers` is not in suites.yaml",
        ),
        (
            "solutions/demo/design.md",
            "| a mean | Somebody, notes §1 |",
            "| a mean |",
            "a row of `Lecture items` has three cells",
        ),
        (
            "solutions/suites.yaml",
            "tried: 1",
            "tried: 2",
            "2 wrong solutions were tried on `Theirs`, and 1 are named",
        ),
        ("README.md", "table: other suites", "table: others", "there is no table `others`"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(
    root: Path, name: str, old: str, new: str, said: str
) -> None:
    edit(root, name, old, new)
    with pytest.raises(InstructorError) as error:
        index.pages(root, [solution(root)])
    assert said in error.value.message
    assert Path(name).name in error.value.where
