# expected: observed []
import sys


def attack(targets):
    ours = ("judge", "compare", "course", "authoring", "server", "grading.sandbox", "grading.staging")
    theirs = ("yaml", "nbformat", "otter", "pydantic", "typer", "pytest")
    return [name for name in (*(f"autograder.{name}" for name in ours), *theirs) if name in sys.modules]
