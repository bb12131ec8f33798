"""Properties of normalisation on random programs."""

from __future__ import annotations

import ast
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from autograder.grading.shake import Normalised, normalise
from autograder.grading.statements import Cell

NAMES = ("a", "b", "g", "f")
EXERCISES = ("f", "g")

RUNNABLE = (
    "{n} = {k}",
    "{n} = v({m}) + {k}",
    "{n} += {k}",
    "{n}, {o} = v({m}), {k}",
    "{n} = lambda: v({m}) + {k}",
    "{n} = [v({m}) for {o} in range({k})]",
    "def {n}():\n    # doubled\n    {o} = v({m}) * 2\n    return {o} + {k}",
    "def {n}({o}={m}):\n    return v({o}) - {k}",
    "@twice\ndef {n}():\n    return v({m})",
    "class {n}:\n    {o} = v({m})\n    def get(self):\n        return v({m})",
    "if v({m}) > {k}:\n    {n} = {k}",
    "for {n} in range({k}):\n    {o} = v({n}) + v({m})",
    "T[{k}] = v({m})",
    "{n} = T.get({k}, {k})",
    "{n} = {k}; {o} = v({m})",
    "v({m})",
    "if __name__ == '__main__':\n    v({m})",
)
OTHER = (
    "import {n}",
    "import {n}.{m} as {o}",
    "from {n} import *",
    "from __future__ import annotations",
    "%time {n}",
    "{n} = !{m}",
    "{n} = (",
    "def {n}(:\n    return {m}",
    "class {n}:\n    return {m}",
    '{n} = """\nimport {m}\n%{o}\n"""',
    '"""{n}',
    "try:\n    import {n}\nexcept ImportError:\n    {n} = {m}",
    "@{m}.add(\n    {o}\n)\nasync def {n}():\n    await {m}",
    "# {n}\n",
    "print({m}) \\\n",
)


def statements(templates: tuple[str, ...]) -> st.SearchStrategy[str]:
    name = st.sampled_from(NAMES)
    return st.builds(
        lambda template, n, m, o, k: template.format(n=n, m=m, o=o, k=k),
        st.sampled_from(templates),
        name,
        name,
        name,
        st.integers(0, 3),
    )


def of_cells(texts: list[str]) -> Normalised:
    return normalise([Cell(number, text) for number, text in enumerate(texts, 1)], EXERCISES)


def run(code: str) -> dict[str, Any]:
    """What a program leaves behind; `v` reads a value or calls a function, at most 200 times."""
    calls = 0

    def v(x: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls > 200:
            raise RecursionError
        if isinstance(x, list):
            return sum(x)
        return x() if callable(x) and not isinstance(x, type) else x

    space: dict[str, Any] = {
        "v": v,
        "T": {},
        "twice": lambda function: lambda: v(function) * 2,
        "__name__": "m",
    }
    exec("T = {}\n" + code, space)
    return space


def value(space: dict[str, Any], name: str) -> str:
    """The value of a name, of the function of that name, or of its instance's method; or how it fails."""
    try:
        found = space[name]
        return repr(found().get() if isinstance(found, type) else space["v"](found))
    except (TypeError, RecursionError, KeyError, NameError, UnboundLocalError) as error:
        return type(error).__name__


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(statements(RUNNABLE + OTHER), max_size=4).map("\n".join), max_size=5))
def test_the_module_parses_and_each_line_is_the_line_its_origin_names(texts: list[str]) -> None:
    module = of_cells(texts)
    ast.parse(module.source)
    lines = module.source.split("\n")[:-1]
    assert len(lines) == len(module.origins)
    for line, origin in zip(lines, module.origins, strict=True):
        assert origin.cell is not None
        written = texts[origin.cell - 1].split("\n")[origin.line - 1]
        assert line == written or line in written.split("; ") or line == written.removesuffix(" \\")


@settings(max_examples=200, deadline=None)
@given(st.lists(statements(RUNNABLE + OTHER), max_size=12))
def test_normalising_a_normalised_module_changes_nothing(texts: list[str]) -> None:
    once = of_cells(texts).source
    assert normalise([Cell(None, once)], EXERCISES).source == once


@settings(max_examples=300, deadline=None)
@given(st.lists(statements(RUNNABLE), min_size=3, max_size=12))
def test_the_exercises_of_a_working_program_behave_as_in_the_whole_program(texts: list[str]) -> None:
    start = [f"{name} = 1" for name in NAMES]
    try:
        whole = run("\n".join([*start, *texts]))
    except (TypeError, RecursionError, UnboundLocalError):
        assume(False)
    shaken = run(of_cells(["T = {}", *start, *texts]).source)
    for name in EXERCISES:
        assert value(shaken, name) == value(whole, name)


def test_a_script_and_a_notebook_of_the_same_statements_give_one_module() -> None:
    texts = ["import math", "def g(x):\n    return math.e * x", "g(3)", "def f(x):\n    return g(x)"]
    source = "import math\ndef g(x):\n    return math.e * x\ndef f(x):\n    return g(x)\n"
    assert of_cells(texts).source == source
    assert normalise([Cell(None, "\n".join(texts))], EXERCISES).source == source
