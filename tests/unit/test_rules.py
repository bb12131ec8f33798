"""What the text of a submission says: honest code keeps its rule, a use of the excluded is named with its line."""

from __future__ import annotations

from textwrap import dedent

import pytest

from autograder.checks import Rule
from autograder.rules import Source, Violation, is_unwritten, violation

NO_LOOPS = Rule("Use one operation.", loops=True)
NO_CDIST = Rule("Write it out.", names=("torch.cdist", "torch.nn.functional.*", ".numpy"))


def broken(text: str, rule: Rule) -> Violation | None:
    return violation(dedent(text), "f", rule)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("for i in x: pass", "a Python loop"),
        ("while x: pass", "a Python loop"),
        ("return [i for i in x]", "a comprehension"),
        ("return {i for i in x}", "a comprehension"),
        ("return {i: i for i in x}", "a comprehension"),
        ("return sum(i for i in x)", "a comprehension"),
        ("return list(map(g, x))", "`map`, a loop in disguise"),
        ("return list(filter(None, x))", "`filter`, a loop in disguise"),
        ("import torch; return torch.vmap(g)(x)", "`torch.vmap`, a loop in disguise"),
        ("import numpy as np; return np.vectorize(g)(x)", "`numpy.vectorize`, a loop in disguise"),
        ("from functools import reduce; return reduce(g, x)", "`functools.reduce`, a loop in disguise"),
    ],
)
def test_a_loop_is_found_in_whatever_form(body: str, what: str) -> None:
    assert broken(f"def f(x):\n    {body}\n", NO_LOOPS) == Violation(2, what)


def test_loops_are_fine_where_no_rule_excludes_them() -> None:
    assert broken("def f(x):\n    for i in x: pass\n", Rule("None.")) is None


def test_a_feature_map_called_map_is_no_loop() -> None:
    assert broken("def f(map, filter):\n    return map + filter\n", NO_LOOPS) is None


def test_loops_of_other_functions_do_not_count() -> None:
    assert broken("def g(x):\n    for i in x: pass\ndef f(x):\n    return x\n", NO_LOOPS) is None


def test_a_loop_in_a_helper_of_a_helper_counts() -> None:
    text = """\
        def f(x): return first(x)
        def first(x): return second(x)
        def second(x):
            for i in x: pass
        """
    assert broken(text, NO_LOOPS) == Violation(4, "a Python loop")


def test_helpers_that_call_each_other_are_looked_at_once() -> None:
    assert broken("def f(x): return g(x)\ndef g(x): return f(x)\n", NO_LOOPS) is None


def test_a_loop_in_a_method_of_a_class_counts() -> None:
    text = "class Helper:\n    def run(self, x):\n        while x: pass\ndef f(x): return Helper().run(x)\n"
    assert broken(text, NO_LOOPS) == Violation(3, "a Python loop")


def test_a_lambda_at_the_top_level_is_a_helper() -> None:
    assert broken("g = lambda x: [i for i in x]\ndef f(x): return g(x)\n", NO_LOOPS) == Violation(
        1, "a comprehension"
    )


def test_a_table_made_once_at_the_top_level_is_no_loop_of_the_exercise() -> None:
    assert broken("TABLE = [i * i for i in range(9)]\ndef f(x): return TABLE[x]\n", NO_LOOPS) is None


def test_the_last_definition_of_an_exercise_is_the_one_that_counts() -> None:
    assert broken("def f(x):\n    for i in x: pass\ndef f(x):\n    return x\n", NO_LOOPS) is None


@pytest.mark.parametrize(
    ("imports", "call", "what"),
    [
        ("import torch", "torch.cdist(x, x)", "`torch.cdist`"),
        ("import torch as t", "t.cdist(x, x)", "`torch.cdist`"),
        ("from torch import cdist", "cdist(x, x)", "`torch.cdist`"),
        ("from torch import cdist as d", "d(x, x)", "`torch.cdist`"),
        ("import torch", "apply(torch.cdist, x)", "`torch.cdist`"),
        ("import torch.nn.functional as F", "F.relu(x)", "`torch.nn.functional.relu`"),
        ("import torch.nn.functional", "torch.nn.functional.relu(x)", "`torch.nn.functional.relu`"),
        ("from torch import nn", "nn.functional.relu(x)", "`torch.nn.functional.relu`"),
        ("from torch.nn import functional as G", "G.relu(x)", "`torch.nn.functional.relu`"),
        ("from torch.nn.functional import relu", "relu(x)", "`torch.nn.functional.relu`"),
        ("", "x.numpy()", "`.numpy`"),
        ("", "x.detach().numpy()", "`.numpy`"),
        ("import torch", "torch.Tensor.numpy(x)", "`.numpy`"),
    ],
)
def test_a_name_is_found_under_every_alias(imports: str, call: str, what: str) -> None:
    assert broken(f"{imports}\ndef f(x):\n    return {call}\n", NO_CDIST) == Violation(3, what)


def test_an_import_inside_the_function_is_an_alias_too() -> None:
    assert broken("def f(x):\n    from torch import cdist as d\n    return d(x, x)\n", NO_CDIST) == Violation(
        3, "`torch.cdist`"
    )


def test_a_second_name_given_at_the_top_level_is_followed() -> None:
    assert broken("import torch\nd = torch.cdist\ndef f(x): return d(x, x)\n", NO_CDIST) == Violation(
        2, "`torch.cdist`"
    )


def test_an_exercise_that_is_only_a_second_name_is_found() -> None:
    assert broken("import torch\nf = torch.cdist\n", NO_CDIST) == Violation(2, "`torch.cdist`")


def test_a_function_of_ones_own_may_have_the_name_of_an_excluded_one() -> None:
    assert broken("def cdist(x): return x\ndef f(x): return cdist(x)\n", NO_CDIST) is None


def test_binding_a_name_is_not_using_it() -> None:
    assert broken("def f(x):\n    x.numpy = 3\n    return x\n", NO_CDIST) is None


def test_a_relative_import_is_no_alias() -> None:
    assert broken("from .torch import cdist\ndef f(x): return cdist(x)\n", NO_CDIST) is None


@pytest.mark.parametrize("text", ["def f(x:\n", "\0", "(" * 5000])
def test_a_text_that_does_not_parse_breaks_no_rule(text: str) -> None:
    assert broken(text, NO_LOOPS) is None


def test_a_missing_exercise_breaks_no_rule() -> None:
    assert broken("def g(x):\n    for i in x: pass\n", NO_LOOPS) is None


# Written or not


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "...",
        "return",
        "return None",
        '"""Only a docstring."""',
        '"""Docstring."""\n    pass',
        "...\n    return",
    ],
)
def test_a_body_that_does_nothing_is_unwritten(body: str) -> None:
    assert is_unwritten(f"def f(x):\n    {body}\n", "f")


@pytest.mark.parametrize("body", ["return x", "return 0", "x += 1", "raise ValueError", "def g(): ..."])
def test_a_body_that_does_something_is_written(body: str) -> None:
    assert not is_unwritten(f"def f(x):\n    {body}\n", "f")


def test_the_last_definition_says_whether_an_exercise_is_written() -> None:
    assert not is_unwritten("def f(x): pass\ndef f(x): return x\n", "f")
    assert is_unwritten("def f(x): return x\ndef f(x): pass\n", "f")


@pytest.mark.parametrize("text", ["", "f = 1\n", "class f: pass\n", "def g(x): pass\n", "def f(x:\n"])
def test_only_a_function_of_that_name_can_be_unwritten(text: str) -> None:
    assert not is_unwritten(text, "f")


def test_a_line_is_called_by_its_number_unless_the_source_knows_better() -> None:
    assert Source("x = 1").place(3) == Source("x = 1").frame_place(3) == "line 3"
    assert Source("x = 1", lambda n: f"cell 2, line {n}").place(3) == "cell 2, line 3"
