"""A probe runs on a student's code, and whatever that code does becomes an observation."""

from __future__ import annotations

import random
import signal
import threading
import warnings
from collections.abc import Callable
from dataclasses import replace
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
import torch

from autograder.checks import Rule, check
from autograder.draw import Draw
from autograder.modules import load_source
from autograder.observation import Call, Ending, Foreign, Frame, Observation, Stop
from autograder.observe import MAX_FRAMES, describe_exception, observe, same

Probe = Callable[[Any, Draw], Any]


def look(
    code: str, probe: Probe, *, limit: float | None = None, seed: int = 0, **options: Any
) -> Observation:
    """Observe a probe of exercise `f` on a student's module `student.py`."""
    module = load_source(dedent(code), "student.py", "student_of_test_observe")
    return observe(
        check("f", **options)(probe),
        vars(module),
        seed,
        own_files=lambda name: name == "student.py",
        limit=limit,
    )


def call_f(impl: Any, draw: Draw) -> dict[str, Any]:
    return {"out": impl.f(draw.normal(3))}


def values(seen: Observation) -> dict[str, Any]:
    assert seen.stop is None
    assert seen.values is not None
    return dict(seen.values)


def stop(seen: Observation) -> Stop:
    assert seen.values is None
    assert seen.stop is not None
    return seen.stop


# What comes back


def test_the_values_of_the_probe_are_plain_data() -> None:
    seen = look("def f(x): return x * 2, [x.shape]", call_f)
    out, shapes = values(seen)["out"]
    assert torch.equal(out, Draw(0).normal(3) * 2)
    assert shapes == [(3,)]
    assert (seen.mutated, seen.calls) == ((), ())


def test_what_is_no_data_comes_back_as_foreign() -> None:
    assert values(look("import numpy\ndef f(x): return x.numpy()", call_f)) == {
        "out": Foreign("a numpy.ndarray")
    }


def test_an_object_that_equals_everything_comes_back_as_foreign() -> None:
    code = """
        import torch
        class Liar:
            __class__ = torch.Tensor
            def __eq__(self, other): return True
        def f(x): return Liar()
    """
    assert values(look(code, call_f)) == {"out": Foreign("a student_of_test_observe.Liar")}


def test_names_that_are_no_strings_become_strings() -> None:
    assert values(look("def f(x): return 1", lambda impl, draw: {3: impl.f(0)})) == {"3": 1}


def test_each_seed_gives_other_inputs() -> None:
    one, other = (values(look("def f(x): return x", call_f, seed=seed))["out"] for seed in (1, 2))
    assert not torch.equal(one, other)


def test_processor_time_is_measured_and_not_compared() -> None:
    assert Observation({}, seconds=1.0) == Observation({}, seconds=2.0)


# What is not written


def test_a_missing_name_is_not_written_yet() -> None:
    seen = stop(look("def g(x): return x", call_f))
    assert seen == Stop(Ending.NOT_WRITTEN, "NotImplementedError", "f is not written yet")


def test_the_stub_of_another_exercise_names_that_exercise() -> None:
    code = """
        def g(x): raise NotImplementedError("g is not written yet")
        def f(x): return g(x) + 1
    """
    assert stop(look(code, call_f)).message == "g is not written yet"
    assert stop(look(code, call_f)).ending is Ending.NOT_WRITTEN


def test_a_students_own_not_implemented_error_is_an_exception_like_any_other() -> None:
    seen = stop(look('def f(x):\n    raise NotImplementedError("only for 2-d input")', call_f))
    assert (seen.ending, seen.type) == (Ending.RAISED, "NotImplementedError")


# What is raised


def test_an_exception_keeps_class_message_and_the_students_own_lines() -> None:
    code = """\
        def helper(x):
            return x / 0

        def f(x):
            return helper(int(x.numel()))
    """
    assert stop(look(code, call_f)) == Stop(
        Ending.RAISED,
        "ZeroDivisionError",
        "division by zero",
        (Frame(5, "f", "return helper(int(x.numel()))"), Frame(2, "helper", "return x / 0")),
    )


def test_frames_of_torch_and_of_the_probe_are_left_out() -> None:
    seen = stop(look("import torch\ndef f(x): return torch.nn.functional.linear(x, 'w')", call_f))
    assert [frame.function for frame in seen.frames] == ["f"]


def test_an_exception_of_the_probe_has_no_frames() -> None:
    seen = stop(look("def f(x): return None", lambda impl, draw: {"n": impl.f(0).numel()}))
    assert seen == Stop(Ending.RAISED, "AttributeError", "'NoneType' object has no attribute 'numel'")


def test_a_probe_that_returns_nothing_stops() -> None:
    assert stop(look("def f(x): return x", lambda impl, draw: None)).ending is Ending.RAISED


def test_endless_recursion_keeps_the_last_lines_only() -> None:
    seen = stop(look("def f(x): return f(x)", call_f))
    assert seen.type == "RecursionError"
    assert seen.frames == (Frame(1, "f", "def f(x): return f(x)"),) * MAX_FRAMES


@pytest.mark.parametrize("name", ["SystemExit", "GeneratorExit"])
def test_leaving_the_interpreter_is_an_exception_like_any_other(name: str) -> None:
    seen = stop(look(f"def f(x): raise {name}(0)", call_f))
    assert (seen.ending, seen.type, seen.message) == (Ending.RAISED, name, "0")


def test_control_c_reaches_the_one_who_pressed_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        look("def f(x): raise KeyboardInterrupt", call_f)


def test_an_exception_whose_message_raises_still_has_a_name() -> None:
    code = """
        class Mean(Exception):
            def __str__(self): raise SystemExit
        def f(x): raise Mean
    """
    seen = stop(look(code, call_f))
    assert (seen.type, seen.message) == ("Mean", "its message cannot be printed")


def test_a_long_message_is_cut() -> None:
    error = ValueError("x" * 10_000)
    assert describe_exception(error, lambda name: True) == Stop(Ending.RAISED, "ValueError", "x" * 4000)


# What runs on


def test_an_endless_loop_is_interrupted() -> None:
    seen = stop(look("def f(x):\n    while True: pass", call_f, limit=0.05))
    assert seen == Stop(Ending.TIMEOUT, message="no answer within 0.05 s")


def test_the_clock_is_taken_down_again() -> None:
    before = signal.getsignal(signal.SIGALRM)
    look("def f(x):\n    while True: pass", call_f, limit=0.05)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_catching_every_exception_does_not_catch_the_clock() -> None:
    code = """
        def f(x):
            while True:
                try:
                    pass
                except Exception:
                    pass
    """
    assert stop(look(code, call_f, limit=0.05)).ending is Ending.TIMEOUT


def test_outside_the_main_thread_there_is_no_clock() -> None:
    seen: list[Observation] = []
    thread = threading.Thread(target=lambda: seen.append(look("def f(x): return 1", call_f, limit=5.0)))
    thread.start()
    thread.join()
    assert values(seen[0]) == {"out": 1}


# What is left behind

MESS = """
    import random, numpy, torch, warnings
    def f(x):
        torch.set_default_dtype(torch.float64)
        torch.set_grad_enabled(False)
        random.seed(1), numpy.random.seed(1), torch.manual_seed(1)
        warnings.simplefilter("error")
"""


@pytest.mark.parametrize(
    "ending", ["return 1", "raise ValueError", "raise SystemExit", "raise KeyboardInterrupt"]
)
def test_global_state_is_as_it_was_however_the_code_ended(ending: str) -> None:
    before = random.getstate(), np.random.get_state()[1].tolist(), torch.random.get_rng_state().tolist()  # type: ignore[index]
    filters = list(warnings.filters)
    try:
        look(f"{MESS}        {ending}\n", call_f)
    except KeyboardInterrupt:
        assert ending == "raise KeyboardInterrupt"
    after = random.getstate(), np.random.get_state()[1].tolist(), torch.random.get_rng_state().tolist()  # type: ignore[index]
    assert after == before
    assert torch.get_default_dtype() is torch.float32
    assert torch.is_grad_enabled()
    assert warnings.filters == filters


def test_a_probe_starts_from_a_clean_state_whatever_came_before() -> None:
    code = """
        import random, numpy, torch
        torch.set_default_dtype(torch.float64)
        def f(x):
            state = torch.get_default_dtype(), torch.is_grad_enabled()
            return *state, random.random(), numpy.random.rand(), torch.rand(1)
    """
    try:
        with torch.no_grad():
            one, other = (values(look(code, call_f, seed=9))["out"] for _ in range(2))
    finally:
        torch.set_default_dtype(torch.float32)
    assert one[:2] == ("torch.float32", True)
    assert same(one, other)


def test_a_probe_runs_on_one_thread_and_gives_the_others_back() -> None:
    before = torch.get_num_threads()
    assert values(look("import torch\ndef f(x): return torch.get_num_threads()", call_f)) == {"out": 1}
    assert torch.get_num_threads() == before


def test_a_warning_is_no_error() -> None:
    code = "import warnings\ndef f(x):\n    warnings.warn('old')\n    return 1"
    assert values(look(code, call_f)) == {"out": 1}


# What happens to the inputs


@pytest.mark.parametrize(
    ("code", "probe", "finding"),
    [
        ("def f(x): x += 1", lambda impl, draw: {"out": impl.f(draw.normal(3))}, "`x` of `f`"),
        ("def f(x): x += 1", lambda impl, draw: {"out": impl.f(x=draw.normal(3))}, "`x` of `f`"),
        ("def f(xs): xs[0][1] = 5.", lambda impl, draw: {"out": impl.f([draw.normal(3)])}, "`xs` of `f`"),
        ("def f(d): d['w'].zero_()", lambda impl, draw: {"out": impl.f({"w": draw.normal(3)})}, "`d` of `f`"),
        ("def f(d): d['n'] = 1", lambda impl, draw: {"out": impl.f({"w": 1})}, "`d` of `f`"),
        ("def f(xs): xs.append(1)", lambda impl, draw: {"out": impl.f([])}, "`xs` of `f`"),
        (
            "def f(*xs): xs[1].zero_()",
            lambda impl, draw: {"out": impl.f(1, draw.normal(3))},
            "`argument 2` of `f`",
        ),
        ("def f(x): x.resize_(2)", lambda impl, draw: {"out": impl.f(torch.zeros(3))}, "`x` of `f`"),
        (
            "def f(x): x[0] = 3e38",
            lambda impl, draw: {"out": impl.f(torch.full((1,), torch.inf))},
            "`x` of `f`",
        ),
        ("def f(x): x[0] = 0", lambda impl, draw: {"out": impl.f(torch.full((1,), torch.nan))}, "`x` of `f`"),
    ],
)
def test_a_changed_argument_is_a_finding(code: str, probe: Probe, finding: str) -> None:
    seen = look(code, probe)
    assert values(seen) == {"out": None}
    assert seen.mutated == (finding,)


def test_a_change_is_found_even_if_the_code_raises_afterwards() -> None:
    seen = look("def f(x):\n    x += 1\n    raise ValueError", call_f)
    assert stop(seen).type == "ValueError"
    assert seen.mutated == ("`x` of `f`",)


def test_a_change_is_named_once() -> None:
    def probe(impl: Any, draw: Draw) -> dict[str, Any]:
        return {"out": [impl.f(draw.normal(3)) for _ in range(3)]}

    assert look("def f(x): x += 1", probe).mutated == ("`x` of `f`",)


def test_reading_an_argument_that_holds_nan_is_no_change() -> None:
    seen = look("def f(x): return x + 1", lambda impl, draw: {"out": impl.f(torch.full((2,), torch.nan))})
    assert seen.mutated == ()


# What is counted


def growing(impl: Any, draw: Draw) -> dict[str, Any]:
    return {f"out {n}": impl.f(draw.normal(n, 2)) for n in (2, 5)}


def test_operators_are_counted_call_by_call_where_a_check_asks() -> None:
    code = "def f(x):\n    total = 0\n    for row in x:\n        total = total + row.sum()\n    return total"
    seen = look(code, growing, vectorised=True)
    assert [call.operators["aten::sum"] for call in seen.calls if call.name == "f"] == [2, 5]


def test_operators_of_the_probe_stand_outside_any_call() -> None:
    seen = look(
        "def f(x): return x * 2", lambda impl, draw: {"out": impl.f(torch.ones(2)) + 1}, vectorised=True
    )
    assert seen.calls == (
        Call("", {"aten::ones": 1}),
        Call("f", {"aten::mul": 1}),
        Call("", {"aten::add": 1}),
    )


def test_copying_and_comparing_the_arguments_is_not_counted() -> None:
    seen = look("def f(x): return 1", growing, vectorised=True)
    assert {operator for call in seen.calls for operator in call.operators} <= {"aten::lift_fresh"}
    assert [call.total for call in seen.calls if call.name == "f"] == [0, 0]


def test_a_rule_on_operators_asks_for_the_count() -> None:
    made = replace(check("f")(call_f), rule=Rule(because="No product.", operators=("aten::mul",)))
    module = load_source("def f(x): return x * 2", "student.py", "student_of_test_observe")
    seen = observe(made, vars(module), 0, own_files=lambda name: False)
    assert Call("f", {"aten::mul": 1}) in seen.calls


def test_nothing_is_counted_where_nobody_asks() -> None:
    assert look("def f(x): return x * 2", call_f).calls == ()


def test_a_class_is_handed_out_as_it_is() -> None:
    seen = look(
        "class f: size = 3", lambda impl, draw: {"is class": isinstance(impl.f, type), "n": impl.f.size}
    )
    assert values(seen) == {"is class": True, "n": 3}
