"""The template passes; each broken invariant is one line that names the file and what to do next."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring import audit as auditing
from autograder.authoring import release
from autograder.authoring.audit import audit
from autograder.authoring.findings import Audit, Failure, Gap
from autograder.authoring.new import write_template
from autograder.checks import Check
from autograder.observation import Observation
from autograder.solution import observe_file, read_solution

RELEASE = ("release", "leak", "the release is fresh and holds no solution")
"""Invariants that an edit of the solution breaks by the way."""
CHECK, HIDDEN = "averages_what_came_so_far", "one_value_is_its_own_mean"


class Course:
    """A course of one assignment that passes, to be broken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder, self.released = root / "solutions" / "demo", root / "assignments" / "demo"

    def write(self, name: str, text: str) -> None:
        """A file of the solution folder."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text in a file of the solution folder."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def append(self, name: str, text: str) -> None:
        """Add to a file of the solution folder."""
        self.write(name, (self.folder / name).read_text(encoding="utf-8") + text)

    def release(self) -> None:
        """Write the release anew."""
        release.write(release.build(read_solution(self.folder)), self.released)

    def audit(self) -> Audit:
        """Audit it, on few seeds."""
        return audit(self.folder, self.released, seeds=2, progress=lambda _: None)

    def failures(self, but: tuple[str, ...] = RELEASE) -> list[str]:
        """The failures of an audit but those of some invariants, paths relative to the course."""
        found = [str(f) for f in self.audit().failures if f.invariant not in but]
        return [text.replace(f"{self.root}/", "") for text in found]


@pytest.fixture(scope="module")
def passing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template, released."""
    course = Course(tmp_path_factory.mktemp("course"))
    write_template(course.folder)
    course.release()
    return course.root


@pytest.fixture
def course(passing: Path, tmp_path: Path) -> Course:
    """A copy of the course, to be broken."""
    shutil.copytree(passing, tmp_path / "course")
    return Course(tmp_path / "course")


def test_the_template_passes(course: Course) -> None:
    result = course.audit()
    assert result.failures == ()
    assert (result.slug, result.exercises, result.checks) == ("demo", ("running_mean",), (CHECK, HIDDEN))
    assert (result.hidden, result.variants) == ((HIDDEN,), ("one_by_one",))
    assert result.mutants == {"counts_from_zero": (CHECK, HIDDEN), "sums_only": (CHECK,)}
    assert result.seconds.keys() == {"public", "hidden"}
    assert not any(gap.tight for gap in result.gaps)


def test_what_is_looked_at_is_told_while_it_lasts(course: Course) -> None:
    told: list[str] = []
    audit(course.folder, course.released, seeds=1, progress=told.append)
    assert told == [
        "demo: the parts belong together",
        "demo: the reference passes",
        "demo: the stub is unwritten",
        "demo: the examples are right",
        "demo: every mutant dies with its hint",
        "demo: every variant lives",
        "demo: the release is fresh and holds no solution",
        "demo: checks are quick",
    ]


class TestNothingMayBeMissing:
    """A folder without checks, mutants or variants proves nothing."""

    @pytest.mark.parametrize("name", ["demo.py", "checks.py", "handout.md"])
    def test_a_required_file(self, course: Course, name: str) -> None:
        (course.folder / name).unlink()
        assert course.failures(but=()) == [
            f"solutions/demo: {name} is missing\n    `autograder new SLUG` writes a folder that holds all it needs."
        ]

    def test_design(self, course: Course) -> None:
        (course.folder / "design.md").unlink()
        assert course.failures(but=()) == [
            "solutions/demo: design.md is missing\n    State goal, sources, thresholds."
        ]

    @pytest.mark.parametrize("kind", ["mutants", "variants"])
    def test_mutants_and_variants(self, course: Course, kind: str) -> None:
        shutil.rmtree(course.folder / kind)
        failures = course.failures()
        assert failures[0] == f"solutions/demo/{kind}: is empty\n    A proof needs both sides."
        kills_nothing = [text for text in failures if "kills no mutant" in text]
        assert len(kills_nothing) == (2 if kind == "mutants" else 0)
        assert len(failures) == 1 + len(kills_nothing)

    def test_checks(self, course: Course) -> None:
        course.write("checks.py", '"""Nothing yet."""\n')
        assert course.failures(but=()) == ["solutions/demo/checks.py: no check in this file"]

    def test_hidden_checks_may_be(self, course: Course) -> None:
        (course.folder / "hidden.py").unlink()
        course.edit("mutants/counts_from_zero.py", f', "{HIDDEN}"', ",")
        course.release()
        assert course.failures(but=()) == []

    def test_a_region(self, course: Course) -> None:
        course.edit("demo.py", "    # BEGIN SOLUTION\n", "")
        assert course.failures(but=()) == [
            "solutions/demo/demo.py:20: # END SOLUTION without # BEGIN SOLUTION\n"
            "    Add # BEGIN SOLUTION before the solution."
        ]


class TestTheReferencePasses:
    """Whatever stops the reference is a failure, never silence."""

    def test_it_raises_when_it_is_loaded(self, course: Course) -> None:
        course.edit("demo.py", "import torch\n", "import torch\n\ntorch.nothing()\n")
        assert course.failures(but=()) == [
            "solutions/demo/demo.py: raises AttributeError: module 'torch' has no attribute 'nothing'"
        ]

    def test_it_calls_exit_when_it_is_loaded(self, course: Course) -> None:
        course.edit("demo.py", "import torch\n", "import sys\n\nimport torch\n\nsys.exit()\n")
        assert course.failures(but=()) == ["solutions/demo/demo.py: raises SystemExit: "]

    @pytest.mark.parametrize(
        ("body", "what"),
        [
            ("raise ValueError('no')", "ValueError: no"),
            ("exit()", "SystemExit: None"),
            ("raise SystemExit", "SystemExit"),
        ],
    )
    def test_an_exercise_stops(self, course: Course, body: str, what: str) -> None:
        course.edit("demo.py", "    return x.cumsum(0) / counts\n", f"    {body}\n")
        failures = course.failures(but=())
        assert failures[0] == (
            f"solutions/demo/demo.py: does not pass `{CHECK}` (internal)\n    the reference itself stopped: {what}"
        )
        assert any(
            text.startswith(f"solutions/demo/checks.py:6: the reference stops with {what}")
            for text in failures
        )

    def test_it_is_not_the_same_twice(self, course: Course) -> None:
        course.edit("demo.py", "/ counts", "/ counts + __import__('time').perf_counter()")
        (failure, *_) = course.failures()
        assert failure.startswith(f"solutions/demo/demo.py: does not pass `{CHECK}` (failed)\n    out: ")

    def test_it_does_not_end(self, course: Course) -> None:
        course.edit("demo.py", "    return x.cumsum(0) / counts", "    while True:\n        pass")
        course.edit("checks.py", "points=2", "points=2, seconds=0.05")
        course.edit("hidden.py", "points=1", "points=1, seconds=0.05")
        failure = course.failures()[0]
        assert failure.startswith(
            f"solutions/demo/demo.py: does not pass `{CHECK}` (internal)\n    the reference itself"
        )
        assert failure.endswith("no answer within 0.05 s")


class TestTheStubIsUnwritten:
    """A check that looks at something else would pass before anything is written."""

    def test_a_check_that_does_not_call_its_exercise(self, course: Course) -> None:
        course.append(
            "checks.py",
            '\n\n@check("running_mean")\ndef looks_away(impl, draw):\n    """Nothing."""\n    return {"n": 1}\n',
        )
        assert course.failures() == [
            "solutions/demo/checks.py:12: `looks_away` says passed on the untouched stub, not «not written yet»\n"
            "    Does the probe call its exercise?",
            "solutions/demo/checks.py:12: `looks_away` kills no mutant\n"
            "    Write the mistake that it guards against.",
        ]

    def test_a_check_that_swallows_the_stubs_error(self, course: Course) -> None:
        probe = """\
    try:
        return {"out": impl.running_mean(draw.normal(7, mean=3.0))}
    except NotImplementedError:
        return {"out": None}
"""
        course.edit("checks.py", '    return {"out": impl.running_mean(draw.normal(7, mean=3.0))}\n', probe)
        assert course.failures() == [
            f"solutions/demo/checks.py:6: `{CHECK}` says failed on the untouched stub, not «not written yet»\n"
            "    out: got None, expected a float64 tensor of shape (7,)"
        ]

    def test_a_stub_that_cannot_be_loaded(self, course: Course) -> None:
        course.append("demo.py", "\n\nTHREE = running_mean(torch.ones(3))\n")
        assert course.failures() == [
            "solutions/demo/demo.py: raises NotImplementedError: running_mean is not written yet"
        ]


class TestMutantsDieWithTheirHints:
    """A mistake that nobody notices, or that is taken for another, teaches nothing."""

    RIGHT = "def running_mean(x):\n    return x.cumsum(0) / torch.arange(1, len(x) + 1, dtype=x.dtype)\n"

    def mutant(self, course: Course, name: str, body: str, killed_by: str = f'("{CHECK}",)') -> None:
        """Add a mutant."""
        course.write(f"mutants/{name}.py", f'"""A hint."""\n\nKILLED_BY = {killed_by}\n\n\n{body}')

    def test_a_mutant_that_survives(self, course: Course) -> None:
        self.mutant(course, "is_right", self.RIGHT)
        assert course.failures() == [
            f"solutions/demo/mutants/is_right.py: survives `{CHECK}` (passed)\n    solutions/demo/checks.py:6"
        ]

    def test_a_mutant_that_survives_one_of_its_checks(self, course: Course) -> None:
        course.edit("mutants/sums_only.py", f'("{CHECK}",)', f'("{CHECK}", "{HIDDEN}")')
        assert course.failures() == [
            f"solutions/demo/mutants/sums_only.py: survives `{HIDDEN}` (passed)\n    solutions/demo/hidden.py:6"
        ]

    def test_a_mutant_that_gets_the_hint_of_another(self, course: Course) -> None:
        self.mutant(course, "sums_too", "def running_mean(x):\n    return torch.cumsum(x, 0)\n")
        assert course.failures() == [
            f"solutions/demo/mutants/sums_too.py: is rejected by `{CHECK}`, but its hint there is that of "
            "`sums_only`\n    Two mutants look the same to that probe: name another check, or make the probe tell "
            "them apart."
        ]

    def test_a_mutant_that_names_an_unknown_check(self, course: Course) -> None:
        self.mutant(
            course, "sums_twice", "def running_mean(x):\n    return 2 * x.cumsum(0)\n", '("averages",)'
        )
        assert course.failures() == [
            "solutions/demo/mutants/sums_twice.py: names the check `averages`, which does not exist"
        ]

    def test_a_mutant_that_names_no_check(self, course: Course) -> None:
        self.mutant(course, "sums_twice", "def running_mean(x):\n    return 2 * x.cumsum(0)\n", "()")
        assert course.failures() == [
            'solutions/demo/mutants/sums_twice.py: names no check\n    Add KILLED_BY = ("a_check",).'
        ]

    @pytest.mark.parametrize(
        ("text", "failure"),
        [
            (
                'KILLED_BY = ("a",)\n',
                ":1: has no docstring\n    The docstring of a mutant is the hint its author gets.",
            ),
            (
                '"""Hint."""\nKILLED_BY = "a"\n',
                ':2: KILLED_BY is a tuple of check names, as in `KILLED_BY = ("a_check",)`',
            ),
            ('"""Hint."""\ndef f(\n', ":2: does not parse: '(' was never closed"),
        ],
    )
    def test_a_mutant_that_cannot_be_read(self, course: Course, text: str, failure: str) -> None:
        course.write("mutants/is_broken.py", text)
        assert course.failures(but=()) == [f"solutions/demo/mutants/is_broken.py{failure}"]

    @pytest.mark.parametrize(
        ("body", "what"),
        [
            (
                "def running_meen(x):\n    return x\n",
                "replaces nothing of the reference\n    Define the function it gets wrong.",
            ),
            ("def running_mean(x):\n    return x\n\n\n1 / 0\n", "raises ZeroDivisionError: division by zero"),
            ("raise SystemExit\n", "raises SystemExit: "),
        ],
    )
    def test_a_mutant_that_cannot_be_laid_over_the_reference(
        self, course: Course, body: str, what: str
    ) -> None:
        self.mutant(course, "is_broken", body)
        assert f"solutions/demo/mutants/is_broken.py: {what}" in course.failures()

    def test_a_mutant_that_does_not_end_is_stopped_and_counts_as_dead(self, course: Course) -> None:
        course.edit("checks.py", "points=2", "points=2, seconds=0.05")
        course.edit("hidden.py", "points=1", "points=1, seconds=0.05")
        self.mutant(course, "never_ends", "def running_mean(x):\n    while True:\n        pass\n")
        course.release()
        result = course.audit()
        assert result.failures == ()
        assert result.mutants["never_ends"] == (CHECK, HIDDEN)

    def test_a_mutant_that_calls_exit_counts_as_dead(self, course: Course) -> None:
        self.mutant(course, "gives_up", "def running_mean(x):\n    raise SystemExit\n")
        course.release()
        assert course.failures(but=()) == []

    def test_a_check_that_kills_nothing(self, course: Course) -> None:
        course.append(
            "checks.py",
            '\n\n@check("running_mean")\ndef keeps_the_length(impl, draw):\n    """As many come out as go in."""\n'
            '    return {"n": len(impl.running_mean(draw.normal(4)))}\n',
        )
        assert course.failures() == [
            "solutions/demo/checks.py:12: `keeps_the_length` kills no mutant\n"
            "    Write the mistake that it guards against."
        ]


class TestVariantsLive:
    """A right solution that is rejected shows that a check asks for more than it says."""

    def test_a_variant_that_fails(self, course: Course) -> None:
        course.edit(
            "variants/one_by_one.py", "    return torch.stack(out)", "    return torch.stack(out).float()"
        )
        assert course.failures() == [
            f"solutions/demo/variants/one_by_one.py: does not pass `{CHECK}` (failed)\n"
            "    out: got float32, expected float64\n"
            "    Create new tensors with the dtype of the input (`x.new_zeros`, `zeros_like`, `x.to(y.dtype)`)."
        ]

    def test_a_variant_that_raises(self, course: Course) -> None:
        course.edit("variants/one_by_one.py", "    return torch.stack(out)", "    return torch.stack(out, 5)")
        failure = course.failures()[0]
        assert failure.startswith(
            f"solutions/demo/variants/one_by_one.py: does not pass `{CHECK}` (error)\n    IndexError: "
        )

    def test_a_variant_without_a_docstring(self, course: Course) -> None:
        course.write("variants/one_by_one.py", "def running_mean(x):\n    return x\n")
        assert course.failures(but=())[0].startswith(
            "solutions/demo/variants/one_by_one.py:1: has no docstring\n"
        )


class TestThePartsBelongTogether:
    """Exercises, checks and handout name each other, and each name says one thing."""

    def test_a_check_without_a_docstring(self, course: Course) -> None:
        course.edit("checks.py", '    """Entry k is the mean of the first k values."""\n', "")
        assert course.failures() == [
            f"solutions/demo/checks.py:6: `{CHECK}` has no docstring\n    Say what it claims."
        ]

    def test_a_public_and_a_hidden_check_of_one_name(self, course: Course) -> None:
        course.edit("hidden.py", HIDDEN, CHECK)
        assert course.failures(but=()) == [
            f"solutions/demo/hidden.py:6: two checks are called `{CHECK}`\n"
            "    The other is at solutions/demo/checks.py:6."
        ]

    def test_two_checks_of_one_name_in_one_file(self, course: Course) -> None:
        text = (course.folder / "checks.py").read_text(encoding="utf-8")
        course.append("checks.py", text.split("import check\n")[1])
        assert course.failures() == [
            f"solutions/demo/checks.py:13: replaces the `{CHECK}` of line 7\n    Give it a name of its own."
        ]

    def test_an_exercise_without_a_check(self, course: Course) -> None:
        course.append(
            "demo.py", "\n\ndef total(x):\n    # BEGIN SOLUTION\n    return x.sum()\n    # END SOLUTION\n"
        )
        course.append("handout.md", "\n<!-- exercise: total -->\n")
        assert course.failures() == ["solutions/demo/checks.py: no check for the exercise `total`"]

    def test_an_exercise_with_hidden_checks_only(self, course: Course) -> None:
        course.append(
            "demo.py", "\n\ndef total(x):\n    # BEGIN SOLUTION\n    return x.sum()\n    # END SOLUTION\n"
        )
        course.append("handout.md", "\n<!-- exercise: total -->\n")
        course.append(
            "hidden.py",
            '\n\n@check("total")\ndef sums(impl, draw):\n    """Sum."""\n'
            '    return {"t": impl.total(draw.normal(3))}\n',
        )
        assert course.failures()[0] == "solutions/demo/checks.py: no check for the exercise `total`"

    def test_an_exercise_that_the_handout_does_not_place(self, course: Course) -> None:
        course.edit("handout.md", "<!-- exercise: running_mean -->", "")
        assert course.failures() == [
            "solutions/demo/handout.md: never places `running_mean`\n"
            "    Add a line `<!-- exercise: running_mean -->` where it belongs."
        ]

    def test_a_check_about_no_exercise(self, course: Course) -> None:
        course.append(
            "checks.py",
            '\n\n@check("running_meen")\ndef is_lost(impl, draw):\n    """Lost."""\n'
            '    return {"out": impl.running_mean(draw.normal(3))}\n',
        )
        assert course.failures() == [
            "solutions/demo/checks.py:12: `is_lost` is about `running_meen`, no exercise\n"
            "    Exercises: running_mean."
        ]

    def test_a_check_with_the_name_of_an_exercise(self, course: Course) -> None:
        course.edit("checks.py", f"def {CHECK}", "def running_mean")
        course.edit("mutants/sums_only.py", CHECK, "running_mean")
        course.edit("mutants/counts_from_zero.py", CHECK, "running_mean")
        assert course.failures() == [
            "solutions/demo/checks.py:6: the check `running_mean` has the name of an exercise"
        ]

    def test_a_rule_about_no_exercise(self, course: Course) -> None:
        course.edit(
            "checks.py",
            "import check\n",
            'import Rule, check\n\nRULES = {"mean": Rule("No loop.", loops=True)}\n',
        )
        assert course.failures() == ["solutions/demo/checks.py: RULES names `mean`, no exercise"]


class TestTheReleaseIsFreshAndHoldsNoSolution:
    """What students have is what the solution says, without the solution."""

    HINT = "    Run `autograder release demo`."

    def test_a_release_that_was_never_made(self, course: Course) -> None:
        shutil.rmtree(course.released)
        assert course.failures(but=()) == [f"assignments/demo: is missing\n{self.HINT}"]

    def test_a_release_of_yesterday(self, course: Course) -> None:
        course.edit("handout.md", "A line of prose", "Another line of prose")
        assert course.failures(but=()) == [f"assignments/demo/demo.ipynb: is out of date\n{self.HINT}"]

    def test_a_file_that_nobody_released(self, course: Course) -> None:
        (course.released / "my notes.txt").write_text("", encoding="utf-8")
        assert course.failures(but=()) == [f"assignments/demo/my notes.txt: should not be there\n{self.HINT}"]

    def test_a_solution_in_a_cache_that_freshness_does_not_look_at(self, course: Course) -> None:
        hidden = course.released / ".ipynb_checkpoints" / "demo.ipynb"
        hidden.parent.mkdir()
        hidden.write_text(
            json.dumps({"cells": [{"source": "return x.cumsum(0) / counts"}]}), encoding="utf-8"
        )
        bytecode = course.released / "__pycache__" / "demo.pyc"
        bytecode.parent.mkdir()
        bytecode.write_bytes(b"")
        assert course.failures(but=()) == [
            "assignments/demo/.ipynb_checkpoints/demo.ipynb: holds line 20 of the solution: "
            f"return x.cumsum(0) / counts\n{self.HINT}",
            f"assignments/demo/__pycache__/demo.pyc: is bytecode, which may be that of the solution\n{self.HINT}",
        ]

    def test_a_check_that_shows_a_line_of_the_solution(self, course: Course) -> None:
        course.edit("checks.py", "    return {", "    # return x.cumsum(0) / counts\n    return {")
        assert course.failures(but=()) == [
            "checks.py: holds line 20 of the solution: return x.cumsum(0) / counts\n"
            "    Move a marker of solutions/demo/demo.py, or write it differently there."
        ]


class TestChecksAreQuick:
    """A student runs them again and again."""

    @pytest.fixture
    def slow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make every probe seem to take four seconds, more than a third of what three may take."""

        def observe(check: Check, module: Any, seed: int) -> Observation:
            return replace(observe_file(check, module, seed), seconds=4.0 if not check.hidden else 9.0)

        monkeypatch.setattr(auditing, "observe_file", observe)

    @pytest.mark.usefixtures("slow")
    def test_public_checks_that_take_too_long(self, course: Course) -> None:
        assert course.failures(but=()) == [
            "solutions/demo/checks.py:6: the public checks take 12.0 s, limit 10 s\n"
            f"    The slowest is `{CHECK}` with 12.0 s: give it smaller inputs."
        ]

    @pytest.mark.usefixtures("slow")
    def test_training_is_not_counted(self, course: Course) -> None:
        course.edit("checks.py", "points=2", "points=2, seconds=60")
        course.release()
        result = course.audit()
        assert result.failures == ()
        assert result.seconds == {"public": 12.0, "hidden": 27.0}


def test_a_gap_is_tight_when_either_side_comes_near_the_tolerance() -> None:
    assert not Gap("a", 4e-16, 1e-9, 4e-7).tight
    assert Gap("a", 2e-10, 1e-9, 4e-7).tight
    assert Gap("a", 4e-16, 1e-9, 9e-9).tight


def test_the_gap_of_a_single_precision_check_is_measured_against_single_precision(course: Course) -> None:
    tolerances = {gap.check: gap.tolerance for gap in course.audit().gaps}
    assert tolerances == {CHECK: 1e-9, HIDDEN: 1e-5}


def test_the_gap_names_the_nearest_mutant(course: Course) -> None:
    course.write(
        "mutants/adds_a_little.py",
        f'"""Adds a little."""\n\nKILLED_BY = ("{CHECK}",)\n\n\n'
        "def running_mean(x):\n    return x.cumsum(0) / torch.arange(1, len(x) + 1) * (1 + 5e-9)\n",
    )
    gap = next(gap for gap in course.audit().gaps if gap.check == CHECK)
    assert gap.tight
    assert 4e-9 < gap.mutants < 6e-9


def test_what_is_measured_has_no_gap(course: Course) -> None:
    course.edit("hidden.py", "from autograder import check", "from autograder import Bound, check")
    course.append(
        "hidden.py",
        '''

def largest(seen, draw):
    return {"largest": seen["out"].abs().max().item()}


@check("running_mean", measure=largest, bounds={"largest": Bound("for this test", low=0.0, high=100.0)})
def numbers_are_of_no_concern(impl, draw):
    """Whatever is guessed is judged by a bound."""
    return {"out": impl.running_mean(draw.normal(3)) * 0 + id(impl) % 1_000_003 / 1e6}
''',
    )
    (gap,) = (gap for gap in course.audit().gaps if gap.check == "numbers_are_of_no_concern")
    assert gap.variants == 0.0
    assert not gap.tight


def test_an_audit_as_json_is_plain_and_has_null_for_infinity() -> None:
    result = Audit(
        "demo",
        gaps=(Gap("a", 0.0, 1e-9, float("inf")),),
        failures=(Failure("structure", "solutions/demo", "design.md is missing", "Write it."),),
    )
    data = json.loads(json.dumps(result.as_json(), allow_nan=False))
    assert data["gaps"] == [{"check": "a", "variants": 0.0, "tolerance": 1e-9, "mutants": None}]
    assert data["failures"] == [
        {
            "invariant": "structure",
            "where": "solutions/demo",
            "message": "design.md is missing",
            "hint": "Write it.",
        }
    ]
    assert data.keys() == {
        "slug", "exercises", "checks", "hidden", "mutants", "variants", "gaps", "seconds", "failures",
    }  # fmt: skip
