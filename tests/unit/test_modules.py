"""Modules from text and paths: whole, leniently, and with a mutant laid over the reference."""

from __future__ import annotations

import linecache
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.errors import InstructorError
from autograder.modules import (
    FailedLine,
    Overlay,
    lay_over,
    load_leniently,
    load_path,
    load_source,
    read_overlay,
)

NAME = "module_of_test_modules"


def leniently(text: str) -> tuple[dict[str, object], tuple[FailedLine, ...]]:
    module, failed = load_leniently(dedent(text), "student.py", NAME)
    return vars(module), failed


# Whole


def test_a_module_knows_its_name_and_file() -> None:
    module = load_source("where = __file__, __name__", "a.py", NAME)
    assert module.where == ("a.py", NAME)


def test_a_dataclass_of_a_loaded_module_finds_its_module() -> None:
    text = "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n"
    assert load_source(text, "a.py", NAME).P(3).x == 3


def test_tracebacks_find_the_lines_of_a_loaded_text() -> None:
    load_source("x = 1\ny = 2\n", "of_test_modules.py", NAME)
    assert linecache.getline("of_test_modules.py", 2) == "y = 2\n"


def test_a_module_that_raises_is_not_left_registered() -> None:
    with pytest.raises(ZeroDivisionError):
        load_source("1 / 0", "a.py", "broken_of_test_modules")
    assert "broken_of_test_modules" not in sys.modules


def test_our_own_future_imports_do_not_leak_into_a_module() -> None:
    assert load_source("def f(x: int): ...\nkind = f.__annotations__['x']", "a.py", NAME).kind is int


def test_a_file_is_loaded_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = '−'", encoding="utf-8")
    assert load_path(path, NAME).x == "−"


# Leniently


def test_a_statement_that_raises_costs_only_itself() -> None:
    names, failed = leniently(
        """\
        import a_package_that_is_not_here
        def f(): return 1
        table = open(
            "nowhere.csv")
        after = f()
        """
    )
    assert names["after"] == 1
    assert "table" not in names
    assert failed == (
        FailedLine(
            1,
            "import a_package_that_is_not_here",
            "ModuleNotFoundError: No module named 'a_package_that_is_not_here'",
        ),
        FailedLine(
            3, "table = open(", "FileNotFoundError: [Errno 2] No such file or directory: 'nowhere.csv'"
        ),
    )


def test_leaving_the_interpreter_costs_only_its_own_line() -> None:
    names, failed = leniently("import sys\nsys.exit(0)\nafter = 1\n")
    assert names["after"] == 1
    assert failed == (FailedLine(2, "sys.exit(0)", "SystemExit: 0"),)


def test_a_statement_that_parses_but_does_not_compile_costs_only_itself() -> None:
    names, failed = leniently("x = 1\nreturn x\nafter = 1\n")
    assert names["after"] == 1
    assert failed == (
        FailedLine(2, "return x", "SyntaxError: 'return' outside function (student.py, line 2)"),
    )


def test_control_c_ends_the_loading() -> None:
    with pytest.raises(KeyboardInterrupt):
        leniently("raise KeyboardInterrupt")


def test_a_text_that_does_not_parse_is_refused_as_a_whole() -> None:
    with pytest.raises(SyntaxError):
        leniently("def f(:\n")


def test_a_future_import_holds_for_the_statements_after_it() -> None:
    names, failed = leniently(
        '''\
        """A docstring."""
        from __future__ import annotations
        def f(x: Later) -> Later: return x
        class Later: ...
        '''
    )
    assert failed == ()
    assert names["f"].__annotations__ == {"x": "Later", "return": "Later"}


def test_without_a_future_import_annotations_are_evaluated() -> None:
    names, _ = leniently("def f(x: int): ...\n")
    assert names["f"].__annotations__ == {"x": int}


def test_a_script_guard_is_not_entered() -> None:
    assert leniently("if __name__ == '__main__':\n    1 / 0\n")[1] == ()


# Overlays

REFERENCE = "import math\ndef inner(x): return x\ndef outer(x): return inner(x) + 1\n"


def overlay(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "forgets_one.py"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def laid(tmp_path: Path, text: str) -> int:
    reference = tmp_path / "bn.py"
    reference.write_text(REFERENCE, encoding="utf-8")
    module = lay_over(reference, read_overlay(overlay(tmp_path, '"""Hint."""\n' + dedent(text))))
    return int(module.outer(1))


def complaint(tmp_path: Path, text: str) -> str:
    with pytest.raises(InstructorError) as caught:
        laid(tmp_path, text)
    return str(caught.value).replace(str(tmp_path), "DIR")


def test_an_overlay_is_read_without_running_it(tmp_path: Path) -> None:
    path = overlay(tmp_path, '"""Forgets the one,\n  as many do."""\nKILLED_BY = ("a", "b")\n1 / 0\n')
    assert read_overlay(path) == Overlay(
        "forgets_one", "Forgets the one, as many do.", ("a", "b"), str(path), path.read_text()
    )


def test_a_variant_names_no_check(tmp_path: Path) -> None:
    assert read_overlay(overlay(tmp_path, '"""Hint."""')).killed_by == ()


def test_the_other_functions_call_the_overlays_definition(tmp_path: Path) -> None:
    assert laid(tmp_path, "def inner(x): return 10 * x\n") == 11


def test_an_overlay_may_use_what_the_reference_defines(tmp_path: Path) -> None:
    assert laid(tmp_path, "def outer(x): return inner(x) + math.floor(2.5)\n") == 3


def test_each_overlay_gets_a_fresh_reference(tmp_path: Path) -> None:
    assert laid(tmp_path, "def inner(x): return 10 * x\n") == 11
    assert laid(tmp_path, "def outer(x): return inner(x)\n") == 1


def test_an_overlay_without_docstring_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InstructorError) as caught:
        read_overlay(overlay(tmp_path, "def inner(x): ...\n"))
    assert str(caught.value) == (
        f"{tmp_path}/forgets_one.py:1: has no docstring\n    The docstring of a mutant is the hint its author gets."
    )


def test_an_overlay_that_does_not_parse_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InstructorError) as caught:
        read_overlay(overlay(tmp_path, '"""Hint."""\ndef inner(:\n'))
    assert str(caught.value) == f"{tmp_path}/forgets_one.py:2: does not parse: invalid syntax"


@pytest.mark.parametrize("value", ['("a_check")', '["a_check"]', "(1,)", "names()"])
def test_killed_by_must_be_a_tuple_of_names(tmp_path: Path, value: str) -> None:
    with pytest.raises(InstructorError) as caught:
        read_overlay(overlay(tmp_path, f'"""Hint."""\n\nKILLED_BY = {value}\n'))
    assert str(caught.value) == (
        f'{tmp_path}/forgets_one.py:3: KILLED_BY is a tuple of check names, as in `KILLED_BY = ("a_check",)`'
    )


def test_an_overlay_that_replaces_nothing_is_refused(tmp_path: Path) -> None:
    assert complaint(tmp_path, "import math\ndef iner(x): return 10 * x\n") == (
        "DIR/forgets_one.py: replaces nothing of the reference\n    Define the function it gets wrong."
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [("1 / 0", "ZeroDivisionError: division by zero"), ("raise SystemExit(0)", "SystemExit: 0")],
)
def test_an_overlay_that_raises_is_refused(tmp_path: Path, text: str, what: str) -> None:
    assert complaint(tmp_path, text) == f"DIR/forgets_one.py: raises {what}"
