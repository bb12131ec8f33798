"""What is laid out for the sandbox is whole, readable by others, and nothing besides."""

from __future__ import annotations

import ast
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from autograder.errors import OperatorError
from autograder.grading import rungs, staging

REPOSITORY = Path(staging.__file__).parents[2]


def make_distribution(folder: Path, name: str, *requires: str, extras: tuple[str, ...] = ()) -> None:
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    lines = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0"]
    lines += [f"Requires-Dist: {requirement}" for requirement in requires]
    lines += [f"Provides-Extra: {extra}" for extra in extras]
    (info / "METADATA").write_text("\n".join(lines) + "\n")
    (info / "RECORD").write_text(
        f"{name}/__init__.py,,\n{name}-1.0.dist-info/METADATA,,\n../../bin/{name},,\n"
    )
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("")


def test_closure_follows_extras_and_markers_and_passes_over_what_is_missing(tmp_path, monkeypatch):
    make_distribution(
        tmp_path,
        "kit_top",
        "kit-base[fast]",
        "kit-absent",
        'kit-elsewhere; sys_platform == "plan9"',
        'kit-docs; extra == "docs"',
        extras=("docs",),
    )
    make_distribution(tmp_path, "kit_base", 'kit-speed; extra == "fast"', "kit-top", extras=("fast",))
    for name in ("kit_speed", "kit_elsewhere", "kit_docs"):
        make_distribution(tmp_path, name)
    monkeypatch.syspath_prepend(tmp_path)
    assert [found.name for found in staging.closure(["kit-top"])] == ["kit_top", "kit_base", "kit_speed"]


def test_entries_of_a_distribution_stay_in_its_site_packages(tmp_path, monkeypatch):
    make_distribution(tmp_path, "kit_top")
    monkeypatch.syspath_prepend(tmp_path)
    (found,) = staging.closure(["kit-top"])
    assert staging._entries(found) == {tmp_path / "kit_top", tmp_path / "kit_top-1.0.dist-info"}


def test_readable_files_are_linked_and_others_copied_readable(tmp_path):
    source = tmp_path / "source"
    (source / "closed").mkdir(parents=True)
    for name, mode in {"plain.py": 0o644, "private.py": 0o600, "closed/tool": 0o700}.items():
        (source / name).write_text(name)
        (source / name).chmod(mode)
    (source / "closed").chmod(0o700)
    (source / "link.py").symlink_to("plain.py")
    (source / "dangling.py").symlink_to("nowhere.py")
    target = tmp_path / "target"
    before = os.umask(0o077)
    try:
        staging._link_tree(source, target)
    finally:
        os.umask(before)
    modes = {str(p.relative_to(target)): stat.S_IMODE(p.stat().st_mode) for p in target.rglob("*")}
    assert modes == {
        "plain.py": 0o644,
        "link.py": 0o644,
        "private.py": 0o644,
        "closed": 0o755,
        "closed/tool": 0o755,
    }
    assert (target / "plain.py").samefile(source / "plain.py")
    assert not (target / "private.py").samefile(source / "private.py")
    assert stat.S_IMODE((source / "private.py").stat().st_mode) == 0o600


def test_omitted_folders_are_left_out_at_every_depth(tmp_path):
    for name in ("json/tests/test_it.py", "json/decoder.py", "site-packages/secret.py"):
        (tmp_path / "lib" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lib" / name).write_text("")
    staging._link_tree(tmp_path / "lib", tmp_path / "out", staging.OMITTED)
    assert [path.name for path in (tmp_path / "out").rglob("*.py")] == ["decoder.py"]


def test_folder_made_by_two_at_a_time_is_whole_and_made_once(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    both = threading.Barrier(2)
    made = []

    def fill(target: Path) -> None:
        both.wait()
        (target / "file").write_text("whole")
        both.wait()

    threads = [
        threading.Thread(target=lambda: made.append(staging._once(tmp_path / "cache", "name", fill)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [tmp_path / "cache" / "name"] * 2
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["name"]
    assert (tmp_path / "cache" / "name" / "file").read_text() == "whole"


def test_folder_whose_filling_fails_is_not_there_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    def fill(target: Path) -> None:
        (target / "half").write_text("")
        raise OperatorError("no space left")

    with pytest.raises(OperatorError):
        staging._once(tmp_path, "name", fill)
    assert list(tmp_path.iterdir()) == []


def test_roots_cache_beneath_a_closed_folder_is_the_operators_fault(tmp_path):
    folder = tmp_path / "closed" / "cache"
    folder.mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    with pytest.raises(OperatorError) as caught:
        staging._open_to_others(folder)
    assert str(caught.value) == (
        f"{folder.parent}: other users cannot enter this folder, and the sandbox runs as another user\n"
        f"    Allow it with `chmod o+x {folder.parent}`."
    )


def test_python_from_which_torch_does_not_run_is_the_operators_fault(tmp_path):
    with pytest.raises(OperatorError) as caught:
        staging._import_once(Path(sys.base_prefix), tmp_path)
    assert caught.value.message == (
        "torch does not run from a staged Python: ModuleNotFoundError: No module named 'torch'"
    )


@pytest.mark.parametrize(
    ("uid", "variables", "folder"),
    [
        (0, {"XDG_CACHE_HOME": "/elsewhere"}, "/var/cache/deep-learning-course-kit"),
        (1000, {"XDG_CACHE_HOME": "/elsewhere"}, "/elsewhere/deep-learning-course-kit"),
        (1000, {"XDG_CACHE_HOME": "", "HOME": "/home/ada"}, "/home/ada/.cache/deep-learning-course-kit"),
    ],
)
def test_cache_is_where_its_readers_can_reach_it(uid, variables, folder, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert staging.default_cache() == Path(folder)


INSIDE = Path(rungs.__file__).parent / "inside"


def imports_of_ours(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] == "autograder"}


def test_kit_imports_nothing_of_ours_that_stays_outside():
    kit = {name for _, name in staging._kit_files()}
    for source, _ in staging._kit_files():
        if source.suffix == ".py":
            for name in imports_of_ours(source):
                parts = name.split(".")
                places = {
                    f"{'/'.join(parts[:n])}{end}"
                    for n in (len(parts), len(parts) - 1)
                    for end in (".py", "/__init__.py")
                }
                assert places & kit, f"{source} imports {name}"


def test_staged_python_loads_what_runs_inside_and_nothing_of_the_judge():
    stage = staging.stage()
    variables = rungs.environment(str(stage.python), str(stage.site), str(stage.kit), "/nowhere")
    program = "import autograder.grading.inside.__main__, sys; print(*sys.modules)"
    command = [stage.python / "bin" / "python3", *rungs.PYTHON_FLAGS[:4], "-c", program]
    done = subprocess.run(command, env=variables, cwd="/", capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"yaml", "nbformat", "otter", "pydantic", "typer", "pytest", "matplotlib"}
    core = ("checks", "draw", "errors", "modules", "observation", "observe", "training")
    assert {name for name in loaded if name.startswith("autograder.")} == {
        *(f"autograder.{name}" for name in core),
        *(f"autograder.grading{name}" for name in ("", ".inside", ".material", ".wire")),
        *(
            f"autograder.grading.inside.{path.stem}"
            for path in INSIDE.glob("*.py")
            if path.stem != "__init__"
        ),
    }


def test_stage_holds_neither_solutions_nor_what_judges():
    stage = staging.stage()
    held = {str(path.relative_to(stage.kit)) for path in stage.kit.rglob("*.py")}
    assert {name for name in held if not name.startswith("shared/")} == {
        *(name for name in staging.KIT if name.endswith(".py")),
        *(f"autograder/grading/inside/{path.name}" for path in INSIDE.glob("*.py")),
    }
    distributions = {path.name.partition("-")[0] for path in stage.site.glob("*.dist-info")}
    assert {"torch", "numpy"} <= distributions
    assert not distributions & {"otter_grader", "pytest", "pydantic", "nbformat", "typer", "PyYAML"}
