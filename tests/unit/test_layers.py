"""The layers of the package hold, and what a sandbox imports stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("yaml", "nbformat", "otter", "pydantic", "typer")


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_contract_between_the_layers_is_kept() -> None:
    done = run("from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken." in done.stdout


def test_a_broken_contract_would_be_noticed(tmp_path: Path) -> None:
    config = tmp_path / "importlinter.ini"
    config.write_text(
        "[importlinter]\nroot_package = autograder\n"
        "[importlinter:contract:1]\nname = Upside down\ntype = layers\n"
        "layers =\n    autograder.results\n    autograder.judge\n"
    )
    done = run(
        "from importlinter.cli import lint_imports_command as lint; lint()",
        "--no-cache",
        "--config",
        str(config),
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Upside down BROKEN" in done.stdout


def test_checks_and_observe_load_no_library_of_authors_or_of_notebooks() -> None:
    done = run(
        f"import sys, autograder.checks, autograder.observe; print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
