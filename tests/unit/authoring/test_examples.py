"""Worked examples are run, and a wrong one is named by its line."""

import pytest

from autograder.authoring import examples
from autograder.authoring.examples import wrong_examples


def double(x):
    return 2 * x


def found(*lines):
    handout = "\n".join(["# Title", "", "```pycon", *lines, "```", "", "More prose.", ""])
    return [
        str(failure).splitlines()[0] for failure in wrong_examples(handout, "handout.md", {"double": double})
    ]


def test_a_right_example_is_left_alone():
    assert found(">>> x = torch.tensor([1.0, math.pi])", ">>> double(x)", "tensor([2.0000, 6.2832])") == []


def test_an_error_that_the_handout_shows_may_be_worded_otherwise_only_after_dots():
    trace = "Traceback (most recent call last):"
    assert found(">>> double(y)", trace, "NameError: ...") == []
    assert found(">>> double(y)", trace, "KeyError: 'y'") == [
        "handout.md:4: `double(y)` raises NameError: name 'y' is not defined"
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((">>> double(3)", "7"), "handout.md:4: `double(3)` gives `6`, not `7`"),
        ((">>> x = 1", ">>> double(x)", ""), "handout.md:5: `double(x)` gives `2`, not nothing"),
        ((">>> double(3", "6"), "handout.md:4: `double(3` raises SyntaxError: '(' was never closed"),
        ((">>>double(3)", "6"), "handout.md:4: this is no console session:"),
        (("double(3)",), "handout.md:4: this example has no line that begins with `>>> `"),
    ],
)
def test_a_wrong_example_is_named_by_its_line(lines, said):
    (failure,) = found(*lines)
    assert failure.startswith(said)


def test_an_example_that_does_not_end_is_stopped(monkeypatch):
    monkeypatch.setattr(examples, "SECONDS", 0.2)
    assert found(">>> while True:", "...     pass", ">>> 1", "2") == [
        "handout.md:4: this example does not end within 0.2 s"
    ]


def test_each_fence_starts_afresh():
    handout = "```pycon\n>>> x = 1\n```\n\n```pycon\n>>> x\n1\n```\n"
    (failure,) = wrong_examples(handout, "handout.md", {})
    assert str(failure).startswith("handout.md:6: `x` raises NameError")


def test_other_fences_are_none():
    assert list(wrong_examples("```python\n>>> 1\n2\n```\n", "handout.md", {})) == []
