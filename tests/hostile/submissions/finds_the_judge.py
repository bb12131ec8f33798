# expected: attack passed, double passed, riddle skipped
# row: 8
# without walls: autograder.judge
import sys


def attack():
    ours = (
        "judge",
        "compare",
        "solution",
        "snapshot",
        "course",
        "authoring",
        "server",
        "results",
        "errors.py",
    )
    grading = ("sandbox", "worker", "staging", "rungs", "pipeline", "cgroups", "batch")
    theirs = ("yaml", "nbformat", "otter", "pydantic", "typer", "pytest", "reference")
    names = [f"autograder.{name}" for name in ours] + [f"autograder.grading.{name}" for name in grading]
    return [name for name in (*names, *theirs) if name in sys.modules]


def double(x):
    return x * 2
