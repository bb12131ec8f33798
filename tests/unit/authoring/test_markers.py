"""What an author marks becomes a stub, and every slip of the marker is told with its line."""

from __future__ import annotations

import ast

import pytest

from autograder.authoring.markers import (
    exercises,
    find_regions,
    pieces,
    region_lines,
    strip,
    without_markers,
)
from autograder.errors import InstructorError

MEAN = '''\
"""Means."""

import torch


def mean(x):
    """The mean of x."""
    # BEGIN SOLUTION
    total = x.sum()
    return total / len(x)
    # END SOLUTION
'''


def refusal(source: str) -> str:
    """The whole text of the error that a module gives."""
    with pytest.raises(InstructorError) as caught:
        strip(source, "mean.py")
    return str(caught.value)


def in_function(body: str) -> str:
    """A function of that body, which starts on line 2."""
    return "def mean(x):\n" + body


def test_a_region_becomes_a_placeholder_and_an_error_that_names_the_exercise() -> None:
    expected = '''\
"""Means."""

import torch


def mean(x):
    """The mean of x."""
    # your code here
    raise NotImplementedError("mean is not written yet")
'''
    assert strip(MEAN, "mean.py") == expected


def test_the_stub_can_be_called_and_says_that_it_is_not_written_yet() -> None:
    names: dict[str, object] = {}
    exec(strip(MEAN.replace("import torch\n", ""), "mean.py"), names)
    mean = names["mean"]
    assert callable(mean)
    with pytest.raises(NotImplementedError, match=r"^mean is not written yet$"):
        mean(3)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(MEAN.replace("\n", "\r\n"), id="windows line ends"),
        pytest.param(MEAN.replace("# BEGIN SOLUTION", "# BEGIN SOLUTION  "), id="blanks after a marker"),
        pytest.param(MEAN.rstrip("\n"), id="no line end at the end"),
    ],
)
def test_what_an_editor_changes_does_not_change_the_stub(source: str) -> None:
    assert strip(source, "mean.py") == strip(MEAN, "mean.py")


def test_a_region_knows_its_exercise_its_lines_and_its_indentation() -> None:
    (region,) = find_regions(MEAN, "mean.py")
    assert (region.exercise, region.first, region.last, region.indent) == ("mean", 8, 11, "    ")
    assert region_lines(MEAN, "mean.py") == ((9, "    total = x.sum()"), (10, "    return total / len(x)"))


def test_a_region_at_module_level_holds_helpers_and_vanishes() -> None:
    helper = "# BEGIN SOLUTION\ndef _total(x):\n    return x.sum()\n# END SOLUTION\n\n\n"
    source = MEAN.replace("def mean", helper + "def mean")
    assert strip(source, "mean.py") == strip(MEAN, "mean.py")
    assert exercises(source, "mean.py") == ("mean",)


def test_several_regions_of_a_class_are_one_exercise() -> None:
    source = """\
class Mean:
    def __init__(self):
        self.n = 0
        # BEGIN SOLUTION
        self.total = 0
        # END SOLUTION

    def add(self, x):
        # BEGIN SOLUTION
        self.total += x
        # END SOLUTION
        self.n += 1
"""
    assert exercises(source, "mean.py") == ("Mean",)
    assert (
        strip(source, "mean.py")
        == """\
class Mean:
    def __init__(self):
        self.n = 0
        # your code here
        raise NotImplementedError("Mean is not written yet")

    def add(self, x):
        # your code here
        raise NotImplementedError("Mean is not written yet")
        self.n += 1
"""
    )


def test_a_region_in_a_nested_function_belongs_to_the_outer_exercise() -> None:
    body = "    def add(a):\n        # BEGIN SOLUTION\n        return a + x\n        # END SOLUTION\n    return add\n"
    assert strip(in_function(body), "mean.py") == (
        "def mean(x):\n"
        "    def add(a):\n"
        "        # your code here\n"
        '        raise NotImplementedError("mean is not written yet")\n'
        "    return add\n"
    )


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("    for a in x:\n", "    return x\n"),
        ("    for a in x:\n", ""),
        ("    with x:\n", ""),
        ("    try:\n", "    except ValueError:\n        pass\n"),
        ("    if x:\n", "    else:\n        pass\n"),
        ("    match x:\n        case 1:\n            pass\n    while x:\n", "    else:\n        pass\n"),
    ],
)
def test_a_region_may_fill_a_block_that_students_are_given(opening: str, closing: str) -> None:
    marked = "        # BEGIN SOLUTION\n        total = a\n        x = total\n        # END SOLUTION\n"
    unwritten = '        # your code here\n        raise NotImplementedError("mean is not written yet")\n'
    stub = strip(in_function(opening + marked + closing), "mean.py")
    assert stub == in_function(opening + unwritten + closing)


def test_a_region_may_hold_whole_compound_statements() -> None:
    body = """\
    # BEGIN SOLUTION
    try:
        if x:
            x = 1; y = 2
        else:
            y = 3
    except ValueError:
        y = 4
    finally:
        x = 5

    @torch.no_grad()
    def inner():
        return y
    # END SOLUTION
    return x
"""
    assert strip(in_function(body), "mean.py") == in_function(
        '    # your code here\n    raise NotImplementedError("mean is not written yet")\n    return x\n'
    )


@pytest.mark.parametrize(
    "text", ['"""\n    # BEGIN SOLUTION\n    """', '"# BEGIN SOLUTION"', "'# begin soluton'"]
)
def test_a_marker_in_a_string_is_text(text: str) -> None:
    source = MEAN.replace('"""The mean of x."""', text)
    assert find_regions(source, "mean.py")[-1].exercise == "mean"
    assert text in strip(source, "mean.py")


@pytest.mark.parametrize(
    "comment",
    [
        "# a solution of the linear system",
        "# END",
        "# solve for x",
        "# the end",
        "#",
        "# begin with the total",
    ],
)
def test_an_ordinary_comment_is_no_marker(comment: str) -> None:
    source = MEAN.replace("    # BEGIN", f"    {comment}\n    # BEGIN")
    assert comment in strip(source, "mean.py")


def test_a_region_that_is_never_closed_is_refused() -> None:
    assert refusal(MEAN.replace("    # END SOLUTION\n", "")) == (
        "mean.py:8: # BEGIN SOLUTION is never closed\n    Add # END SOLUTION after the solution."
    )


def test_an_end_without_a_beginning_is_refused() -> None:
    assert refusal(MEAN.replace("    # BEGIN SOLUTION\n", "")) == (
        "mean.py:10: # END SOLUTION without # BEGIN SOLUTION\n    Add # BEGIN SOLUTION before the solution."
    )


def test_a_region_inside_a_region_is_refused() -> None:
    source = MEAN.replace("    return total", "    # BEGIN SOLUTION\n    return total")
    assert refusal(source) == (
        "mean.py:10: # BEGIN SOLUTION inside a region\n    The region of line 8 is still open."
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("# BEGIN SOLUTON", "# BEGIN SOLUTION"),
        ("#begin solution", "# BEGIN SOLUTION"),
        ("# BEGIN  SOLUTION", "# BEGIN SOLUTION"),
        ("# SOLUTION BEGIN", "# BEGIN SOLUTION"),
        ("## BEGIN SOLUTION", "# BEGIN SOLUTION"),
        ("### BEGIN YOUR SOLUTION", "# BEGIN SOLUTION"),
        ("# SOLUTION", "# BEGIN SOLUTION"),
        ("# Begin Solution", "# BEGIN SOLUTION"),
        ("# BEGIN SOLUTION.", "# BEGIN SOLUTION"),
    ],
)
def test_a_beginning_that_is_nearly_right_is_refused(written: str, meant: str) -> None:
    assert refusal(MEAN.replace("# BEGIN SOLUTION", written)) == (
        f"mean.py:8: `{written}` is not a marker\n    Did you mean `{meant}`?"
    )


@pytest.mark.parametrize(
    "written", ["# END SOLUTON", "#END SOLUTION", "# end  solution", "# END OF SOLUTION", "# SOLUTION END"]
)
def test_an_end_that_is_nearly_right_is_refused(written: str) -> None:
    assert refusal(MEAN.replace("# END SOLUTION", written)) == (
        f"mean.py:11: `{written}` is not a marker\n    Did you mean `# END SOLUTION`?"
    )


def test_a_marker_that_shares_its_line_with_code_is_refused() -> None:
    source = in_function("    x = 1  # BEGIN SOLUTION\n    return x\n    # END SOLUTION\n")
    assert refusal(source) == (
        "mean.py:2: # BEGIN SOLUTION shares its line with code\n    Give it its own line."
    )


def test_markers_of_different_indentation_are_refused() -> None:
    assert refusal(MEAN.replace("    # END", "# END")) == (
        "mean.py:11: # END SOLUTION is indented by 0, its # BEGIN SOLUTION (line 8) by 4"
    )


@pytest.mark.parametrize("indent", [0, 2, 8])
def test_markers_that_are_indented_otherwise_than_their_code_are_refused(indent: int) -> None:
    source = MEAN.replace("    # ", " " * indent + "# ")
    assert refusal(source) == f"mean.py:8: the markers are indented by {indent}, the code between them by 4"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(
            "    total = sum(\n    # BEGIN SOLUTION\n        x)\n    y = 1\n    # END SOLUTION\n",
            (2, 4),
            id="the end of a call",
        ),
        pytest.param(
            "    # BEGIN SOLUTION\n    y = 1\n    total = sum(\n    # END SOLUTION\n        x)\n",
            (4, 6),
            id="the beginning of a call",
        ),
        pytest.param(
            "    total = sum(\n    # BEGIN SOLUTION\n        x\n    # END SOLUTION\n    )\n",
            (2, 6),
            id="the middle of a call",
        ),
        pytest.param(
            "    @torch.no_grad()\n    # BEGIN SOLUTION\n    def inner():\n        pass\n    # END SOLUTION\n",
            (2, 5),
            id="a decorator",
        ),
        pytest.param(
            "    for a in x:\n        # BEGIN SOLUTION\n        y = a\n    y = 1\n        # END SOLUTION\n",
            (5, 5),
            id="a loop and what follows it",
        ),
        pytest.param(
            "    if x:\n        # BEGIN SOLUTION\n        y = 1\n    elif not x:\n        y = 2\n"
            "        # END SOLUTION\n",
            (5, 6),
            id="if and elif",
        ),
    ],
)
def test_a_region_that_cuts_a_statement_is_refused(body: str, lines: tuple[int, int]) -> None:
    source = in_function(body)
    begin = source.splitlines().index(next(n for n in source.splitlines() if "BEGIN" in n)) + 1
    assert refusal(source) == (
        f"mean.py:{begin}: the region cuts a statement in two\n"
        f"    The statement of lines {lines[0]} to {lines[1]} must lie inside or outside as a whole."
    )


@pytest.mark.parametrize(
    "branches",
    [
        ("try:", "except ValueError:"),
        ("try:\n        pass\n    except ValueError:", "except TypeError:"),
        ("try:", "finally:"),
        ("if x:", "else:"),
        ("for a in x:", "else:"),
        ("match x:\n      case 1:", "case 2:"),
    ],
)
def test_a_region_that_reaches_from_one_branch_into_the_next_is_refused(branches: tuple[str, str]) -> None:
    first, second = branches
    indent = "      " if "case" in second else "    "
    body = (
        f"    {first}\n        # BEGIN SOLUTION\n        y = 1\n{indent}{second}\n        y = 2\n"
        "        # END SOLUTION\n"
    )
    begin = in_function(body).splitlines().index("        # BEGIN SOLUTION") + 1
    assert refusal(in_function(body)) == (
        f"mean.py:{begin}: the region cuts a statement in two\n"
        "    It reaches from one branch into the next: mark each branch, or the statement as a whole."
    )


@pytest.mark.parametrize("inside", ["", "\n", "    # nothing yet\n"])
def test_an_empty_region_is_refused(inside: str) -> None:
    source = in_function(f"    # BEGIN SOLUTION\n{inside}    # END SOLUTION\n    return x\n")
    assert refusal(source) == "mean.py:2: the region holds no statement"


def test_a_module_without_a_region_is_refused() -> None:
    assert refusal("def mean(x):\n    return x.mean()\n") == (
        "mean.py: no function or class has a solution region\n"
        "    Enclose what a student writes in # BEGIN SOLUTION … # END SOLUTION."
    )


def test_a_module_whose_only_region_vanishes_is_refused() -> None:
    assert refusal("# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n").startswith(
        "mean.py: no function or class has a solution region\n"
    )


def test_a_region_of_a_class_outside_its_methods_is_refused() -> None:
    source = "class Mean:\n    # BEGIN SOLUTION\n    def add(self):\n        pass\n    # END SOLUTION\n"
    assert refusal(source) == (
        "mean.py:2: a region must lie in a function\n    In a class, mark the bodies of its methods."
    )


def test_a_region_in_a_statement_of_the_module_is_refused() -> None:
    source = (
        "if True:\n    def mean(x):\n        # BEGIN SOLUTION\n        return x\n        # END SOLUTION\n"
    )
    assert refusal(source) == "mean.py:3: an exercise must stand at the top level of the module"


def test_a_module_that_does_not_parse_is_refused() -> None:
    assert refusal("def mean(x)\n    return x\n") == "mean.py:1: does not parse: expected ':'"


def test_the_solved_module_loses_its_markers_and_nothing_else() -> None:
    expected = MEAN.replace("    # BEGIN SOLUTION\n", "").replace("    # END SOLUTION\n", "")
    assert without_markers(MEAN) == expected
    ast.parse(expected)


def test_statements_that_share_a_line_are_one_piece() -> None:
    assert [p.text for p in pieces("import math; import re\nx = 1\n")] == ["import math; import re", "x = 1"]


def test_pieces_are_the_statements_with_the_comments_above_them() -> None:
    source = (
        '"""Doc."""\n\nimport torch\n\n# Why five.\nFIVE = 5\n\n\n'
        "# About f.\n@torch.no_grad()\ndef f():\n    pass\n"
    )
    assert [(p.name, p.text) for p in pieces(source)] == [
        ("", "import torch"),
        ("", "# Why five.\nFIVE = 5"),
        ("f", "# About f.\n@torch.no_grad()\ndef f():\n    pass"),
    ]
