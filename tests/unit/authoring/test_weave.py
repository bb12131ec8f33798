"""A handout and a module become one notebook, the same bytes every time, and each slip is told with its line."""

from __future__ import annotations

import json

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.authoring.weave import Block, notebook_text, read_handout, weave
from autograder.errors import InstructorError

MODULE = '''\
"""Means."""

import math

import torch

# How many.
SIZE = 5


def helper(x):
    """Given."""
    return x


def mean(x):
    """The mean."""
    # your code here
    raise NotImplementedError("mean is not written yet")


def median(x):
    """The median."""
    # your code here
    raise NotImplementedError("median is not written yet")
'''

HANDOUT = """\
# Means

$$ m = \\frac{1}{n} \\sum_{i=1}^{n} x_i \\quad a < b \\& c $$

<!-- exercise: mean -->

Now the *other* one.

```python
plt.plot(mean(x))
```

```text
not code
```

<!-- exercise: median -->
"""

TITLE = "# A title\n\n"
BOTH = "<!-- exercise: mean -->\n\n<!-- exercise: median -->\n"


def woven(handout: str, module: str = MODULE) -> NotebookNode:
    """The notebook of a handout."""
    return weave("means", handout, module, ("mean", "median"), "handout.md")


def refusal(handout: str) -> str:
    """The whole text of the error that a handout gives."""
    with pytest.raises(InstructorError) as caught:
        woven(handout)
    return str(caught.value)


def kinds(notebook: NotebookNode) -> list[str]:
    """What each cell is: its tag, or its type."""
    return [cell.metadata.get("tags", [cell.cell_type])[0] for cell in notebook.cells]


def test_the_notebook_holds_story_setup_stubs_and_checks_in_handout_order() -> None:
    cells = woven(HANDOUT).cells
    assert kinds(woven(HANDOUT)) == [
        "markdown",
        "setup",
        "exercise",
        "check",
        "markdown",
        "code",
        "markdown",
        "exercise",
        "check",
    ]
    assert cells[2].source == (
        'def mean(x):\n    """The mean."""\n    # your code here\n'
        '    raise NotImplementedError("mean is not written yet")'
    )
    assert cells[3].source == 'grader.check("mean")'
    assert cells[5].source == "plt.plot(mean(x))"


def test_the_setup_cell_imports_what_is_needed_and_makes_the_grader() -> None:
    assert (
        woven(HANDOUT).cells[1].source
        == """\
import math
import torch
import matplotlib.pyplot as plt

from autograder.notebook import Notebook
from shared.plotting import use_course_style

# How many.
SIZE = 5

def helper(x):
    \"\"\"Given.\"\"\"
    return x

use_course_style()
grader = Notebook("means.ipynb")  # grader.check("an_exercise") runs its checks"""
    )


def test_future_imports_come_first_since_python_takes_them_nowhere_else() -> None:
    module = MODULE.replace(
        "import math\n", "# Late annotations.\nfrom __future__ import annotations\n\nimport math\n"
    )
    source = woven(HANDOUT, module).cells[1].source
    assert source.startswith("# Late annotations.\nfrom __future__ import annotations\nimport math\n")
    assert source.count("__future__") == 1
    compile(source, "cell", "exec")


@pytest.mark.parametrize(
    ("handout", "expected"),
    [
        pytest.param(BOTH, ["setup", "exercise", "check", "exercise", "check"], id="an exercise"),
        pytest.param("```python\nx = 1\n```\n" + BOTH, ["setup", "code", "exercise"], id="code"),
        pytest.param("<!-- given: helper -->\n" + BOTH, ["setup", "given", "exercise"], id="a given"),
    ],
)
def test_the_setup_comes_first_where_the_handout_begins_without_prose(
    handout: str, expected: list[str]
) -> None:
    assert kinds(woven(handout))[: len(expected)] == expected


def test_a_given_directive_shows_a_definition_in_its_place_instead_of_the_setup() -> None:
    cells = woven(TITLE + "<!-- given: helper -->\n\n" + BOTH).cells
    assert "def helper" not in cells[1].source
    assert cells[2].source == 'def helper(x):\n    """Given."""\n    return x'
    assert kinds(woven(TITLE + "<!-- given: helper -->\n\n" + BOTH))[:3] == ["markdown", "setup", "given"]


def test_prose_is_kept_to_the_letter() -> None:
    formula = "# Means\n\n$$ m = \\frac{1}{n} \\sum_{i=1}^{n} x_i \\quad a < b \\& c $$"
    assert woven(HANDOUT).cells[0].source == formula


def test_other_fences_stay_prose_with_whatever_stands_in_them() -> None:
    fence = "````markdown\n```python\nx = 1\n```\n<!-- exercise: nothing -->\n````"
    cells = woven(TITLE + fence + "\n\n" + BOTH).cells
    assert cells[0].source == "# A title\n\n" + fence


def test_a_directive_in_a_code_fence_is_code() -> None:
    cells = woven(TITLE + "```python\n<!-- exercise: mean -->\n```\n\n" + BOTH).cells
    assert cells[2].source == "<!-- exercise: mean -->"


def test_equal_sources_give_equal_bytes() -> None:
    assert notebook_text(woven(HANDOUT)) == notebook_text(woven(HANDOUT))


def test_the_notebook_is_valid_and_holds_no_trace_of_a_run() -> None:
    text = notebook_text(woven(HANDOUT))
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert text.endswith("}\n")
    code = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)


def test_cell_ids_are_unique_even_for_equal_cells_and_long_names() -> None:
    twice = "```python\nx = 1\n```\n\nAgain.\n\n```python\nx = 1\n```\n\nAgain.\n\n"
    ids = [cell.id for cell in woven(TITLE + twice + BOTH).cells]
    assert len(set(ids)) == len(ids)
    assert ids[-2:] == ["exercise-median", "check-median"]
    long = ["a" * 60 + end for end in "bc"]
    module = "".join(f"def {name}():\n    pass\n\n\n" for name in long)
    handout = "".join(f"<!-- exercise: {name} -->\n" for name in long)
    ids = [cell.id for cell in weave("means", handout, module, long, "handout.md").cells]
    assert len(set(ids)) == len(ids)


def test_an_id_stays_when_another_cell_changes() -> None:
    before, after = woven(HANDOUT), woven(HANDOUT.replace("the *other* one", "another"))
    changed = [a.id != b.id for a, b in zip(before.cells, after.cells, strict=True)]
    assert changed == [False, False, False, False, True, False, False, False, False]


def test_exercises_and_checks_cannot_be_deleted_by_accident() -> None:
    cells = woven(HANDOUT).cells
    assert [cell.metadata.get("deletable") for cell in cells[1:4]] == [None, False, False]


def test_an_exercise_that_is_never_placed_is_told() -> None:
    assert refusal("# Title\n\n<!-- exercise: median -->\n") == (
        "handout.md: never places `mean`\n    Add a line `<!-- exercise: mean -->` where it belongs."
    )


def test_a_handout_without_places_names_all_that_are_missing() -> None:
    assert refusal("") == (
        "handout.md: never places `mean`, `median`\n    Add a line `<!-- exercise: mean -->` where it belongs."
    )


def test_an_exercise_placed_twice_is_told_with_both_lines() -> None:
    assert refusal(TITLE + BOTH + "<!-- exercise: mean -->\n") == (
        "handout.md:6: places `mean` again, as line 3 did"
    )


def test_an_unknown_exercise_is_told_with_the_known_ones() -> None:
    assert refusal(TITLE + BOTH + "<!-- exercise: mode -->\n") == (
        "handout.md:6: places the exercise `mode`, which the module does not have\n    It has: mean, median."
    )


def test_an_unknown_given_is_told_with_the_known_ones() -> None:
    assert refusal("<!-- given: mean -->\n" + BOTH) == (
        "handout.md:1: places the given `mean`, which the module does not have\n    It has: helper."
    )
    with pytest.raises(InstructorError) as caught:
        weave("f", "<!-- given: g -->", "def f():\n    pass\n", ("f",), "handout.md")
    assert caught.value.hint == "It has: none."


def test_an_unknown_directive_is_told_with_the_known_ones() -> None:
    assert refusal(TITLE + "<!-- excercise: mean -->\n") == (
        "handout.md:3: unknown directive `excercise`\n    There are `exercise` and `given`."
    )


@pytest.mark.parametrize("opening", ["```python", "```", "~~~text", "````python"])
def test_a_fence_that_is_never_closed_is_told_with_the_line_that_opens_it(opening: str) -> None:
    assert refusal(f"{TITLE}{opening}\nx = 1\n``\n{BOTH}") == "handout.md:3: this fence is never closed"


def test_a_longer_fence_is_not_closed_by_a_shorter_one() -> None:
    assert read_handout("````python\n```\nx = 1\n````\n", "handout.md") == (Block("code", "```\nx = 1", 1),)


def test_blocks_know_their_lines() -> None:
    blocks = read_handout(HANDOUT, "handout.md")
    assert [(block.kind, block.line) for block in blocks] == [
        ("prose", 1),
        ("exercise", 5),
        ("prose", 6),
        ("code", 9),
        ("prose", 12),
        ("exercise", 17),
    ]
