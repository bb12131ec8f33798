"""A mutant is run where it can matter: too many names cost time, one too few costs a hint."""

from __future__ import annotations

from textwrap import dedent

import pytest

from autograder.modules import load_source
from autograder.reach import names_touched, names_used


def used(text: str) -> frozenset[str]:
    module = load_source(dedent(text), "checks.py", "checks_of_test_reach")
    return names_used(module.probe)


@pytest.mark.parametrize(
    "text",
    [
        "def probe(impl, draw): return impl.adam(1)",
        "def probe(impl, draw): return getattr(impl, 'adam')(1)",
        "def probe(impl, draw): return [impl.adam(i) for i in range(3)]",
        "def probe(impl, draw): return (lambda: impl.adam)()",
        "def probe(impl, draw): return {n: getattr(impl, n) for n in ('sgd', 'adam')}",
        "def probe(impl, draw): return {n: getattr(impl, n) for n in {'sgd', 'adam'} if n in {'sgd', 'adam'}}",
        "def helper(impl): return impl.adam\ndef probe(impl, draw): return helper(impl)",
        "NAMES = ['sgd', ('adam',)]\ndef probe(impl, draw): return [getattr(impl, n) for n in NAMES]",
        "RATES = {'adam': 1.0}\ndef probe(impl, draw): return [getattr(impl, n) for n in RATES]",
        "TABLE = {1: 'adam'}\ndef probe(impl, draw): return getattr(impl, TABLE[1])",
        "def probe(impl, draw, names=('adam',)): return [getattr(impl, n) for n in names]",
        "def probe(impl, draw, *, name='adam'): return getattr(impl, name)",
        """
        class Run:
            def go(self, impl): return impl.adam
        def probe(impl, draw): return Run().go(impl)
        """,
        """
        def make(name):
            def probe(impl, draw): return getattr(impl, name)
            return probe
        probe = make("adam")
        """,
        """
        from functools import cache
        @cache
        def helper(impl): return impl.adam
        def probe(impl, draw): return helper(impl)
        """,
        """
        from contextlib import contextmanager
        @contextmanager
        def running(impl): yield impl.adam
        def probe(impl, draw):
            with running(impl) as made: return made
        """,
    ],
)
def test_a_name_is_seen_however_the_probe_comes_by_it(text: str) -> None:
    assert "adam" in used(text)


def test_what_the_probe_does_not_lead_to_is_not_seen() -> None:
    text = "def other(impl): return impl.adam\ndef probe(impl, draw): return impl.sgd\n"
    assert "adam" not in used(text)


def test_functions_of_other_modules_are_not_followed() -> None:
    assert "CalledProcessError" not in used("from subprocess import run\ndef probe(impl, draw): return run")


def test_helpers_and_tables_that_lead_back_to_themselves_end() -> None:
    text = "LOOP = []\nLOOP.append(LOOP)\ndef probe(impl, draw): return probe, LOOP, impl.adam\n"
    assert "adam" in used(text)


def test_everything_that_leads_to_a_replaced_definition_is_touched() -> None:
    reference = """\
RATE = 0.1
def inner(x): return x
def outer(x): return inner(x)
class Layer:
    def run(self, x): return outer(x)
def aside(x): return RATE
"""
    assert names_touched(reference, "def inner(x): return 2 * x\n") == {"inner", "outer", "Layer"}
    assert names_touched(reference, "RATE = 0.2\n") == {"RATE", "aside"}


def test_a_helper_that_only_the_overlay_has_touches_nothing_of_the_reference() -> None:
    assert names_touched("def f(x): return x\n", "def helper(x): return x\n") == {"helper"}


@pytest.mark.parametrize(
    "overlay", ["A.step = None\n", "A, b = 1, 2\n", "A: int = 1\n", "async def A(): ...\n"]
)
def test_every_way_to_bind_a_name_counts(overlay: str) -> None:
    assert "A" in names_touched("class A: ...\n", overlay)


def test_a_name_bound_twice_uses_what_either_statement_mentions() -> None:
    reference = "def f(x): return g(x)\nf = h(f)\ndef g(x): return x\ndef h(x): return x\n"
    assert "f" in names_touched(reference, "def g(x): return 0\n")
    assert "f" in names_touched(reference, "def h(x): return 0\n")
