"""Tests of `autograder.grading.shake`: what is kept, what goes, and what the student is told."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from autograder.grading.shake import Normalised, normalise
from autograder.grading.statements import Cell, printable


def notebook(*texts: str, exercises: tuple[str, ...] = ("f",)) -> Normalised:
    """The module made of a notebook with these code cells."""
    cells = [Cell(number, dedent(text).strip("\n")) for number, text in enumerate(texts, 1)]
    return normalise(cells, exercises)


def script(text: str, exercises: tuple[str, ...] = ("f",)) -> Normalised:
    """The module made of a .py file."""
    return normalise([Cell(None, dedent(text).strip("\n"))], exercises)


def test_an_exercise_keeps_the_helpers_constants_and_imports_it_reaches() -> None:
    module = notebook(
        "import math\nimport matplotlib.pyplot as plt",
        "SCALE = math.pi",
        "def helper(x):\n    return SCALE * x",
        "def f(x):\n    return helper(x)",
    )
    assert module.source == (
        "import math\nSCALE = math.pi\ndef helper(x):\n    return SCALE * x\ndef f(x):\n    return helper(x)\n"
    )


def test_experiments_are_dropped() -> None:
    module = notebook(
        "import otter\ngrader = otter.Notebook()",
        "def f(x):\n    loss = x\n    return loss",
        "loss = f(undefined)\nprint(loss)\ngrader.check('f')",
        "for x in range(10**9):\n    f(x)",
        "if __name__ == '__main__':\n    f = None",
        "assert f(1) == 1\ndel loss",
    )
    assert module.source == "def f(x):\n    loss = x\n    return loss\n"
    assert module.notes == ()


def test_a_local_name_does_not_pull_in_an_experiment_of_the_same_name() -> None:
    module = notebook(
        "x = broken()\nout = broken()\ni = broken()",
        "def f(x):\n    out = [i for i in x]\n    return out",
    )
    assert module.source == "def f(x):\n    out = [i for i in x]\n    return out\n"


@pytest.mark.parametrize(
    "use",
    [
        "def f(x=N):\n    return x",
        "def f(x: N):\n    return x",
        "def f() -> N:\n    return 1",
        "@N\ndef f():\n    return 1",
        "def f():\n    def g():\n        return N\n    return g",
        "def f():\n    return lambda: N",
        "def f():\n    return [N for _ in range(3)]",
        "def f():\n    global N\n    N = 2",
        "class f(N):\n    pass",
        "class f:\n    size = N",
        "class f:\n    def g(self):\n        return N",
        "async def f():\n    return N",
        "f = lambda: N",
        "f = N",
        "if True:\n    f = N",
    ],
)
def test_a_global_name_is_found_wherever_it_is_referred_to(use: str) -> None:
    assert notebook("N = 1\nM = 2", use).source == f"N = 1\n{use}\n"


@pytest.mark.parametrize(
    "binding",
    [
        "import N",
        "import N.part",
        "import part as N",
        "from part import N",
        "N: int = 1",
        "N, M = 1, 2",
        "[M, *N] = 1, 2",
        "M = (N := 1)",
        "M = [N := i for i in range(3)]",
        "for N in range(3):\n    pass",
        "for M in range(3):\n    if M:\n        N = M",
        "with open('a') as N:\n    pass",
        "try:\n    import N\nexcept ImportError:\n    N = None",
        "while True:\n    N = 1\n    break",
        "match 1:\n    case {'a': N}:\n        pass",
        "match 1:\n    case {**N} | [*N]:\n        pass",
        "class N:\n    pass",
    ],
)
def test_every_kind_of_statement_may_bind_a_name(binding: str) -> None:
    assert script(f"{binding}\ndef f():\n    return N").source == f"{binding}\ndef f():\n    return N\n"


@pytest.mark.parametrize(
    "statement",
    [
        "[N for N in range(3)]",
        "def g():\n    N = 1",
        "g = lambda N: 1",
        "class g:\n    N = 1",
        "del N",
        "N.a",
        "N",
    ],
)
def test_a_name_bound_in_another_scope_is_not_bound_in_the_module(statement: str) -> None:
    assert script(f"{statement}\ndef f():\n    return N").source == "def f():\n    return N\n"


def test_updates_of_a_needed_name_are_kept_in_order() -> None:
    code = "N = 1\nN += 1\nN = N * 2\ndef f():\n    return N\n"
    assert script(code).source == code


def test_a_value_that_is_replaced_is_dropped() -> None:
    assert script("N = broken()\nN = 1\ndef f():\n    return N").source == "N = 1\ndef f():\n    return N\n"


def test_a_constant_rests_on_what_stood_above_it() -> None:
    module = script("data = 1\nMEAN = data / 2\ndata = broken()\ndef f():\n    return MEAN")
    assert module.source == "data = 1\nMEAN = data / 2\ndef f():\n    return MEAN\n"


def test_assignments_into_a_needed_object_and_registrations_are_kept() -> None:
    code = "T = {}\nT['a'] = 1\nT.b = 2\n@T.add\ndef _():\n    pass\ndef f():\n    return T\n"
    assert script(code + "U = {}\nU['a'] = 1\n").source == code


def test_assignments_into_an_imported_module_are_dropped() -> None:
    module = script("import torch\ntorch.backends.flag = broken()\ndef f():\n    return torch")
    assert module.source == "import torch\ndef f():\n    return torch\n"


def test_star_imports_are_kept_except_those_of_otter() -> None:
    module = notebook("from math import *\nfrom otter.check import *", "def f():\n    return pi")
    assert module.source == "from math import *\ndef f():\n    return pi\n"


def test_future_imports_come_first() -> None:
    module = notebook("import math", "from __future__ import annotations", "def f():\n    return math")
    assert module.source == "from __future__ import annotations\nimport math\ndef f():\n    return math\n"
    assert [str(o) for o in module.origins[:2]] == ["cell 2, line 1", "cell 1, line 1"]


def test_a_future_import_that_changes_the_language_is_dropped() -> None:
    module = notebook("from __future__ import barry_as_FLUFL", "def f(x):\n    return x != 1")
    assert module.source == "def f(x):\n    return x != 1\n"


def test_nothing_is_kept_without_an_exercise() -> None:
    module = notebook("from math import *\nfrom __future__ import annotations", "N = 1")
    assert (module.source, module.origins, module.names) == ("", (), frozenset({"N", "*", "annotations"}))


def test_text_is_kept_as_it_was_written() -> None:
    code = "@wraps(\n    g\n)  # why\ndef  f( x ):\n    # inside\n\n    return 'é' ;  # after\n"
    module = script("# before\n" + code + "# beyond")
    assert module.source == code
    assert [o.line for o in module.origins] == [2, 3, 4, 5, 6, 7, 8]


def test_a_comment_behind_a_statement_stays() -> None:
    assert script("f = abs  # the absolute value").source == "f = abs  # the absolute value\n"


def test_a_decorator_in_brackets_of_its_own_line_is_kept_whole() -> None:
    code = "def g(h):\n    return h\n@(\n    g\n)\ndef f():\n    return 1\n"
    assert script(code).source == code


def test_statements_that_share_a_line_are_parted() -> None:
    module = script("é = 1; N = 2; broken()\ndef f(): return N; 3\n")
    assert module.source == "N = 2\ndef f(): return N; 3\n"
    assert [o.line for o in module.origins] == [1, 2]


def test_a_line_continued_into_nothing_is_cut() -> None:
    assert script("N = 1 \\\n\ndef f(): return N").source == "N = 1\ndef f(): return N\n"


def test_the_last_of_two_definitions_is_graded() -> None:
    module = notebook("", "def f():\n    return 1", "x = 3\nclass f:\n    pass")
    assert module.source == "class f:\n    pass\n"
    assert module.notes == (
        "`f` is defined twice (cell 2, line 1 and cell 3, line 2); the last one is graded.",
    )


def test_the_last_of_three_helpers_is_graded() -> None:
    module = script("def g(): 1\ndef g(): 2\ndef f(): g()\ndef g(): 3")
    assert module.source == "def f(): g()\ndef g(): 3\n"
    assert module.notes == ("`g` is defined 3 times (line 1, line 2 and line 4); the last one is graded.",)


def test_an_assignment_replaces_a_definition_of_an_exercise() -> None:
    module = script("def f(x): return x\nf = lambda x: x")
    assert module.source == "f = lambda x: x\n"
    assert module.notes == ("`f` is defined twice (line 1 and line 2); the last one is graded.",)


def test_an_assignment_that_wraps_a_definition_is_no_second_definition() -> None:
    code = "def f(x): return x\nf = print(f)\n"
    assert (script(code).source, script(code).notes) == (code, ())


def test_two_definitions_of_something_unused_are_no_news() -> None:
    assert script("def g(): 1\ndef g(): 2\ndef f(): 3").notes == ()


def test_an_earlier_definition_stays_while_a_kept_statement_runs_it() -> None:
    code = "def g(): return 1\nN = g()\ndef g(): return 2\ndef f(): return N\n"
    module = script(code)
    assert module.source == "def g(): return 1\nN = g()\ndef f(): return N\n"
    assert script(code.replace("return N", "return N + g()")).source == code.replace(
        "return N", "return N + g()"
    )


def test_an_earlier_definition_stays_while_a_kept_statement_reaches_it() -> None:
    code = "def g(): return 1\ndef h(): return g()\nN = h()\ndef g(): return 2\ndef f(): return N + h()\n"
    assert script(code).source == code


def test_an_earlier_definition_stays_while_a_lambda_may_call_it() -> None:
    code = "def g(): return 1\nN = [*map(lambda k: g(), 'ab')]\ndef g(): return 2\ndef f(): return N, g()\n"
    assert script(code).source == code


def test_imports_of_a_package_and_of_its_parts_stand_side_by_side() -> None:
    code = "import xml.dom\nimport xml\nfrom a import b\nfrom c import b\ndef f(): return xml, b\n"
    assert script(code).source == code.replace("from a import b\n", "")


def test_ipython_lines_do_not_cost_a_cell() -> None:
    module = notebook(
        """
        %matplotlib inline
        !pip install \\
            torch  # it's
        files = !ls "(
        print?
        N = 3 % 2
        for i in range(N):
            %timeit f(i)
        """,
        "def f():\n    !ls\n    '''\n    %s and !\n    '''\n    return [N\n% 2]",
    )
    assert module.source == (
        "N = 3 % 2\ndef f():\n    pass\n    '''\n    %s and !\n    '''\n    return [N\n% 2]\n"
    )
    assert module.notes == ()


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 3", "%%capture out", "\n%%prun"])
def test_a_timed_or_captured_cell_keeps_its_body(magic: str) -> None:
    module = normalise([Cell(1, f"{magic}\n%pwd\nf = abs")], ["f"])
    assert module.source == "f = abs\n"
    assert module.origins[0].line == magic.count("\n") + 3


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile f.py", "%%"])
def test_a_cell_in_another_language_is_dropped(magic: str) -> None:
    assert notebook(f"{magic}\nf = abs") == Normalised("", (), (), {}, frozenset())


def test_a_cell_that_does_not_parse_costs_itself_alone() -> None:
    module = notebook("f = abs", "", "x = 1\ny = = 2", exercises=("f", "g"))
    assert module.source == "f = abs\n"
    assert module.notes == (
        "cell 3, line 2 does not parse (invalid syntax): `y = = 2`; the rest of the notebook is graded.",
    )
    assert module.broken == {}


def test_an_exercise_that_does_not_parse_is_broken() -> None:
    module = notebook("def g():\n    return )", "class f:\n    x y", "f = 3", exercises=("f", "g"))
    assert module.source == "f = 3\n"
    sentence = "cell 1, line 2 does not parse (unmatched ')'): `return )`"
    assert module.broken == {"g": f"{sentence}, so `g` cannot be graded."}
    assert module.notes[0] == f"{sentence}; the rest of the notebook is graded."


def test_a_function_that_parses_but_does_not_compile_is_broken() -> None:
    module = script("N = 1\nclass f:\n    x = 1\n    return N\ndef g(): return N", ("f", "g"))
    assert module.source == "N = 1\ndef g(): return N\n"
    assert module.broken == {
        "f": "line 4 does not parse ('return' outside function): `return N`, so `f` cannot be graded."
    }


@pytest.mark.parametrize(
    "fault",
    [
        "def f(x:\n    return x",
        "def f(x):\n    return (x",
        "def f(x):\n    return x)",
        'def f(x):\n    """not closed\n    return x',
        "def f(x):\n    'not closed\n    return x",
        "def f(x):\nreturn x",
        "def f(x):\n        return x\n    return x",
        "@g\ndef f(x):\n    x y",
        "def f(x):\n    return x y\nprint 3",
        "f = lambda x: = 3",
        "def f(x):\n    x = \0",
        f"def f(x):\n    return {'-' * 100_000}1",
    ],
)
def test_one_broken_definition_leaves_the_others_of_a_file(fault: str) -> None:
    before = "def g(x):\n    '''Says:\n\nimport this\n% and that\n'''\n    return x"
    after = "@g\ndef h(x):\n    '''A claim.'''\n    return x"
    module = script(f"{before}\n{fault}\n{after}\n", ("f", "g", "h"))
    assert module.source == f"{before}\n{after}\n"
    assert list(module.broken) == ["f"]
    assert module.origins[-1].line == 7 + fault.count("\n") + 1 + 4
    assert module.notes[0].endswith("; the rest of the file is graded.")


def test_a_fault_is_placed_in_the_file_and_not_in_the_chunk() -> None:
    module = script("N = 1\n\nclass g:\ndef f():\n    return N")
    assert module.notes == (
        "line 3 does not parse (expected an indented block after class definition on line 3): `class g:`; "
        "the rest of the file is graded.",
    )


def test_many_faults_are_counted() -> None:
    module = notebook(*["a b"] * 13)
    assert len(module.notes) == 11
    assert module.notes[-1] == "3 more places do not parse."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\0", "source code string cannot contain null bytes"),
        ("x = " + "-" * 100_000 + "1", "nested too deeply"),
        ("x = 1" + " + 1" * 100_000, "nested too deeply"),
        ("x = " + "9" * 5000, "Exceeds the limit"),
        ("x = (", "'(' was never closed"),
        ("\ud800", "'utf-8' codec can't encode character"),
    ],
)
def test_text_the_parser_chokes_on_is_a_fault(text: str, reason: str) -> None:
    [note] = notebook(text).notes
    assert note.startswith(f"cell 1, line 1 does not parse ({reason}")


def test_code_that_warns_is_silent() -> None:
    code = "def f(x):\n    return x is 1, '\\d'\n"
    assert script(code).source == code


def test_what_a_sentence_quotes_cannot_steer_a_terminal() -> None:
    [note] = notebook("x = \x1b[31m \u202e" + "y" * 100).notes
    assert note == (
        "cell 1, line 1 does not parse (invalid non-printable character U+001B): "
        f"`x = \\x1b[31m \\u202e{'y' * 48}…`; the rest of the notebook is graded."
    )


def test_printable_shortens_and_escapes() -> None:
    assert printable("a\nb\ud800é", 10) == "a\\nb\\ud800é"
    assert printable("abcdef", 4) == "abc…"


def test_a_normalised_module_runs_without_its_experiments() -> None:
    module = notebook("N = 2\nraise SystemExit", "def f(x):\n    return N * x", "f('oops', 1)")
    space: dict[str, Any] = {}
    exec(module.source, space)
    assert space["f"](21) == 42
