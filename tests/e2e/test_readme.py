"""The README shows nothing that does not run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FALLS_SHORT = ("autograder check", "pytest assignments", "autograder grade")
"""Commands that, on untouched stubs, do their work and say with 1 that something is missing."""


def commands():
    """The commands of the README's shell blocks, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def make_targets():
    return sorted(set(re.findall(r"^\s*make ([a-z-]+)", README, re.MULTILINE)))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course, with the stub of an assignment as somebody's homework."""
    root = tmp_path_factory.mktemp("readme") / "course"
    root.mkdir()
    for name in ("solutions", "assignments", "autograder", "shared"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("course.yaml", "pyproject.toml", "requirements.txt", "LICENSE"):
        shutil.copy(ROOT / name, root / name)
    (root / "handed_in").mkdir()
    for name in ("homework.ipynb", "handed_in/ada.ipynb", "handed_in/grace.ipynb"):
        shutil.copy(root / "assignments" / "tensors" / "tensors.ipynb", root / name)
    return root


def run(command, folder):
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "MPLBACKEND": "Agg"}
    environment.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, timeout=900
    )


def test_the_readme_shows_commands_for_all_three_readers():
    shown = commands()
    for start in ("autograder check", "autograder audit", "autograder grade", "autograder new", "pytest"):
        assert any(line.startswith(start) for line in shown), start


def test_every_command_of_the_readme_does_what_it_says(course):
    for command in commands():
        if command.startswith("make "):
            continue  # the next test
        if "bubblewrap" in command and shutil.which("bwrap") is None:
            print(f"bubblewrap is missing here: `{command}` must refuse")
            assert run(command, course).returncode == 2
            continue
        done = run(command, course)
        expected = 1 if command.startswith(FALLS_SHORT) and "handed_in" not in command else 0
        assert done.returncode == expected, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        assert done.stdout.strip(), command
    students = course.parent / "students"
    assert (students / "assignments" / "tensors" / "tensors.ipynb").is_file()
    assert not (students / "solutions").exists()


def test_every_make_target_of_the_readme_exists():
    assert {"demo", "test", "bench"} <= set(make_targets())
    for target in make_targets():
        done = run(f"make --dry-run {target}", ROOT)
        assert done.returncode == 0, done.stderr


def test_the_tree_of_the_readme_names_what_is_there():
    tree = README.split("## What lies where")[1]
    names = re.findall(r"^(?:  )?([\w./]+)\s{2,}", tree, re.MULTILINE)
    assert len(names) > 8
    for name in names:
        assert any((ROOT / base / name).exists() for base in (".", "autograder")), name
