"""One tiny solution folder is read, run and recorded; what is broken in a folder is told with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.draw import published_seeds
from autograder.errors import InstructorError
from autograder.judge import judge
from autograder.observation import Ending
from autograder.results import Verdict
from autograder.rules import Source
from autograder.snapshot import read_snapshot, write_snapshot
from autograder.solution import Live, Solution, observe_file, read_solution, record

FILES = {
    "stats.py": """\
        import torch


        def total(x):
            return x.sum()


        def mean(x):
            return total(x) / x.numel()


        def largest(x):
            return x.max()
        """,
    "checks.py": '''\
        from autograder import check


        @check("mean", points=2)
        def averages_a_row(impl, draw):
            """The mean of five numbers."""
            return {"mean": impl.mean(draw.normal(5))}


        @check("largest")
        def finds_the_largest(impl, draw):
            """The largest of five numbers."""
            return {"largest": impl.largest(draw.normal(5))}
        ''',
    "hidden.py": '''\
        from autograder import check


        @check("mean")
        def averages_a_table(impl, draw):
            """The mean of a table is that of its numbers."""
            return {"mean": impl.mean(draw.normal(2, 3))}
        ''',
    "handout.md": "# Statistics\n",
    "mutants/forgets_the_last.py": '''\
        """Look at the last number again."""

        KILLED_BY = ("averages_a_row",)


        def total(x):
            return x[:-1].sum()
        ''',
    "mutants/divides_by_columns.py": '''\
        """How many numbers are there?"""

        KILLED_BY = ("averages_a_table",)


        def mean(x):
            return total(x) / x.shape[-1]
        ''',
    "mutants/raises.py": '''\
        """Nothing is raised."""

        KILLED_BY = ("finds_the_largest",)


        def largest(x):
            raise ValueError("no")
        ''',
    "variants/in_one_call.py": '''\
        """torch has it."""


        def mean(x):
            return x.mean()
        ''',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A solution folder called `stats`."""
    for name, text in FILES.items():
        path = tmp_path / "stats" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return tmp_path / "stats"


@pytest.fixture
def solution(folder: Path) -> Solution:
    """The folder, read."""
    return read_solution(folder)


def complaint(folder: Path) -> str:
    with pytest.raises(InstructorError) as caught:
        read_solution(folder)
    return str(caught.value).replace(str(folder), "DIR")


# Reading


def test_a_folder_is_its_checks_mutants_and_variants(solution: Solution, folder: Path) -> None:
    assert solution.slug == "stats"
    assert [c.name for c in solution.suite.checks] == [
        "averages_a_row",
        "finds_the_largest",
        "averages_a_table",
    ]
    assert [c.name for c in solution.suite.public] == ["averages_a_row", "finds_the_largest"]
    assert [m.name for m in solution.mutants] == ["divides_by_columns", "forgets_the_last", "raises"]
    assert [v.name for v in solution.variants] == ["in_one_call"]
    assert solution.hints["raises"] == "Nothing is raised."
    assert solution.names["forgets_the_last"] == ("averages_a_row",)
    assert (solution.reference, solution.handout) == (folder / "stats.py", folder / "handout.md")


def test_a_folder_needs_no_hidden_checks_mutants_or_variants(folder: Path) -> None:
    (folder / "hidden.py").unlink()
    for path in [*(folder / "mutants").iterdir(), *(folder / "variants").iterdir()]:
        path.unlink()
    bare = read_solution(folder)
    assert [c.hidden for c in bare.suite.checks] == [False, False]
    assert (bare.mutants, bare.variants) == ((), ())


def test_the_reference_is_not_run_by_reading(folder: Path) -> None:
    (folder / "stats.py").write_text("1 / 0\n")
    assert read_solution(folder).slug == "stats"


@pytest.mark.parametrize("name", ["stats.py", "checks.py", "handout.md"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert complaint(folder) == (
        f"DIR: {name} is missing\n    `autograder new SLUG` writes a folder that holds all it needs."
    )


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("checks.py", "x = 1\ndef f(:\n", "DIR/checks.py:2: does not parse: invalid syntax"),
        ("checks.py", "1 / 0\n", "DIR/checks.py: raises ZeroDivisionError: division by zero"),
        ("checks.py", "raise SystemExit(0)\n", "DIR/checks.py: raises SystemExit: 0"),
        ("checks.py", "x = 1\n", "DIR/checks.py: no check in this file"),
        (
            "checks.py",
            "from autograder import Bound\nBound(reason='none')\n",
            "DIR/checks.py: a Bound needs low=, high=, or both",
        ),
        (
            "hidden.py",
            "import nowhere\n",
            "DIR/hidden.py: raises ModuleNotFoundError: No module named 'nowhere'",
        ),
        ("mutants/raises.py", "def f(:\n", "DIR/mutants/raises.py:1: does not parse: invalid syntax"),
    ],
)
def test_a_file_that_does_not_load_is_told(folder: Path, name: str, text: str, sentence: str) -> None:
    (folder / name).write_text(text)
    assert complaint(folder) == sentence


# Release


@pytest.mark.parametrize("name", ["stats.py", "checks.py", "hidden.py", "mutants/raises.py"])
def test_the_release_changes_with_everything_that_a_grade_depends_on(
    solution: Solution, folder: Path, name: str
) -> None:
    before = solution.release
    (folder / name).write_text((folder / name).read_text() + "\n# changed\n")
    assert before.startswith("stats-")
    assert read_solution(folder).release != before


def test_prose_and_variants_leave_the_release_alone(solution: Solution, folder: Path) -> None:
    before = solution.release
    (folder / "handout.md").write_text("# Other words\n")
    (folder / "variants/in_one_call.py").unlink()
    assert read_solution(folder).release == before


def test_text_that_moves_between_files_changes_the_release(solution: Solution, folder: Path) -> None:
    before = solution.release
    text = (folder / "checks.py").read_text()
    (folder / "hidden.py").write_text(text.splitlines()[-1] + "\n" + (folder / "hidden.py").read_text())
    (folder / "checks.py").write_text("\n".join(text.splitlines()[:-1]) + "\n")
    assert Solution("stats", folder, solution.suite, solution.mutants, solution.variants).release != before


# Running


def test_a_mutant_is_known_where_it_differs_and_nowhere_else(solution: Solution) -> None:
    live, suite = Live(solution), solution.suite
    assert list(live.mistakes(suite["averages_a_row"], 1)) == ["forgets_the_last"]
    assert list(live.mistakes(suite["averages_a_table"], 1)) == ["divides_by_columns", "forgets_the_last"]
    raised = live.mistakes(suite["finds_the_largest"], 1)["raises"].stop
    assert raised is not None
    assert (raised.ending, raised.type, raised.message) == (Ending.RAISED, "ValueError", "no")


def test_mutants_that_name_the_check_come_first(solution: Solution, folder: Path) -> None:
    (folder / "mutants/a_comes_first.py").write_text('"""Another."""\ndef mean(x): return x.sum() / 2\n')
    live = Live(read_solution(folder))
    assert list(live.mistakes(solution.suite["averages_a_row"], 1)) == ["forgets_the_last", "a_comes_first"]


def test_a_mutant_that_the_probe_cannot_reach_is_not_run(solution: Solution, folder: Path) -> None:
    live = Live(solution)
    live.mistakes(solution.suite["averages_a_row"], 1)
    (folder / "mutants/raises.py").unlink()
    with pytest.raises(KeyError):
        live.snapshot({}).mutants["raises"]
    assert set(live.snapshot({}).mutants) == {"forgets_the_last"}


def test_answers_are_kept(solution: Solution, folder: Path) -> None:
    live, check = Live(solution), solution.suite["averages_a_row"]
    seen, mistakes = live.observation(check, 1), live.mistakes(check, 1)
    for path in [folder / "stats.py", *(folder / "mutants").iterdir()]:
        path.unlink()
    assert live.observation(check, 1) is seen
    assert live.mistakes(check, 1) == mistakes
    assert live.size == 2


def test_known_answers_are_not_computed_again(solution: Solution, folder: Path, tmp_path: Path) -> None:
    check = solution.suite["averages_a_row"]
    first = Live(solution)
    mistakes = list(first.mistakes(check, 1))
    write_snapshot(first.snapshot({}), tmp_path / "known")
    second = Live(solution, read_snapshot(tmp_path / "known"))
    (folder / "stats.py").unlink()
    assert list(second.mistakes(check, 1)) == mistakes
    assert second.observation(check, 1).values is not None


def test_a_reference_that_does_not_load_is_told(folder: Path, solution: Solution) -> None:
    (folder / "stats.py").write_text("def f(:\n")
    with pytest.raises(InstructorError, match=r"stats\.py:1: does not parse: invalid syntax$"):
        Live(solution).observation(solution.suite["averages_a_row"], 1)


def test_the_reference_passes_the_variant_passes_and_a_mutant_gets_its_hint(
    solution: Solution, folder: Path
) -> None:
    live, check = Live(solution), solution.suite["averages_a_row"]
    source = Source((folder / "stats.py").read_text())

    def verdict(name: str) -> tuple[Verdict, str]:
        module = live.module(name)
        outcome = judge(check, {s: observe_file(check, module, s) for s in (1, 2, 3)}, live, source)
        return outcome.verdict, outcome.hint

    assert verdict("") == (Verdict.PASSED, "")
    assert verdict("in_one_call") == (Verdict.PASSED, "")
    assert verdict("forgets_the_last") == (Verdict.FAILED, "Look at the last number again.")


# Recording


def test_a_recording_holds_the_reference_and_the_mutants_on_every_seed(
    solution: Solution, tmp_path: Path
) -> None:
    public = solution.suite.public
    seeds = {c.name: published_seeds(c.name) for c in public}
    write_snapshot(record(solution, public, seeds), tmp_path / "expected.safetensors")
    recorded = read_snapshot(tmp_path / "expected.safetensors")
    keys = {(name, seed) for name, own in seeds.items() for seed in own}
    assert recorded.release == solution.release
    assert recorded.seeds == seeds
    assert set(recorded.expected) == recorded.complete == keys
    assert {name: len(seen) for name, seen in recorded.mutants.items()} == {
        "forgets_the_last": 3,
        "raises": 3,
    }
    assert recorded.hints == solution.hints


def test_a_reference_that_stops_cannot_be_recorded(solution: Solution, folder: Path) -> None:
    (folder / "stats.py").write_text(
        "def total(x): ...\ndef mean(x): raise ValueError('no')\ndef largest(x): ...\n"
    )
    check = solution.suite["averages_a_row"]
    with pytest.raises(InstructorError) as caught:
        record(solution, [check], {check.name: (7,)})
    assert str(caught.value) == (
        f"{folder}/checks.py:4: the reference stops with ValueError: no\n    Probe `averages_a_row`, seed 7."
    )


def test_a_reference_that_runs_on_is_interrupted(solution: Solution, folder: Path) -> None:
    (folder / "stats.py").write_text("def mean(x):\n    while True: pass\n")
    check = replace(solution.suite["averages_a_row"], seconds=0.05)
    stop = Live(solution).observation(check, 1).stop
    assert stop is not None
    assert stop.message == "no answer within 0.05 s"
