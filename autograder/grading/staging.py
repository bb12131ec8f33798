"""A copy of Python, torch and the kit that somebody without our rights may read, and nothing besides.

The sandbox runs as a user who may not be able to read the grader's Python (one under a 0700 home folder), and
must not see what lies next to it (references, course files). So the interpreter, the distributions students
need, and the kit's modules that run inside are laid out in a folder of their own: hard links where the file
system allows, copies elsewhere. Folders are named by a digest of what went in and never change afterwards;
they may be deleted whenever nothing is being graded.
"""

from __future__ import annotations

import compileall
import hashlib
import os
import shutil
import stat
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder.errors import OperatorError

FOLDER = "deep-learning-course-kit"
ROOTS_CACHE = Path("/var/cache")
NEEDED = ("torch", "numpy", "safetensors", "torchvision")
"""Distributions that run inside; the last only where it is installed."""
KIT = (
    *(f"autograder/{name}.py" for name in ("__init__", "errors", "draw", "checks", "observation", "modules")),
    *("autograder/observe.py", "autograder/training.py", "shared"),
    *(f"autograder/grading/{name}" for name in ("__init__.py", "wire.py", "material.py", "inside")),
)
"""What of the repository goes inside."""
OMITTED = frozenset({"test", "tests", "idlelib", "turtledemo", "ensurepip", "site-packages", "dist-packages"})
"""Folders of the standard library that stay outside."""
FIRST_IMPORT = """
import importlib.util, torch
torch.optim.SGD([torch.zeros(1, requires_grad=True)])
if importlib.util.find_spec("torchvision"):
    import torchvision
"""
"""What is run once in a new stage: it proves that torch works there, and leaves its bytecode behind."""


@dataclass(frozen=True)
class Stage:
    """Folders to run Python from; in a sandbox they are mounted elsewhere.

    Attributes:
        python: an interpreter with its standard library; `bin/python3` runs.
        site: the distributions.
        kit: the packages `autograder` (the part that runs inside) and `shared`.
    """

    python: Path
    site: Path
    kit: Path


def stage(cache: Path | None = None) -> Stage:
    """The stage of this interpreter and this version of the kit, made if it is not there.

    Args:
        cache: where stages are kept; by default the user's cache folder, or root's.

    Raises:
        OperatorError: the cache is beneath a folder others cannot enter, or torch does not run from it.
    """
    folder = cache or default_cache()
    ready = _once(folder, f"python-{_digest(_identities())}", _lay_out_python)
    files = list(_kit_files())
    kit = _once(folder, f"kit-{_digest(_contents(files))}", lambda target: _copy_kit(files, target))
    return Stage(ready / "python", ready / "site", kit)


def default_cache() -> Path:
    """Root's stages lie where every user can reach them, a user's own in the user's cache folder."""
    if os.geteuid() == 0:
        return ROOTS_CACHE / FOLDER
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / FOLDER


def _once(folder: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """The folder of that name, filled aside and moved into place; of two at a time one wins."""
    final = folder / name
    if final.is_dir():
        return final
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        _open_to_others(folder)
    building = Path(tempfile.mkdtemp(dir=folder, prefix=f".{name}."))
    try:
        fill(building)
        building.chmod(0o755)
        try:
            building.rename(final)
        except OSError:
            if not final.is_dir():
                raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return final


def _open_to_others(folder: Path) -> None:
    folder.chmod(0o755)
    for parent in folder.parents:
        if not parent.stat().st_mode & stat.S_IXOTH:
            raise OperatorError(
                "other users cannot enter this folder, and the sandbox runs as another user",
                where=str(parent),
                hint=f"Allow it with `chmod o+x {parent}`.",
            )


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _identities() -> list[str]:
    python = [sys.version, str(_interpreter()), sys.base_prefix, FIRST_IMPORT]
    found = [f"{d.name} {d.version} {d.locate_file('')}" for d in closure(NEEDED)]
    return [*python, *sorted(found)]


def _contents(files: Sequence[tuple[Path, str]]) -> list[str]:
    return [sys.version, *(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path, name in files)]


def closure(names: Sequence[str]) -> list[Distribution]:
    """The installed distributions of those names and everything they require, in the order of discovery."""
    waiting = [Requirement(name) for name in names]
    seen: dict[tuple[str, frozenset[str]], Distribution | None] = {}
    for requirement in waiting:
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        try:
            seen[key] = found = distribution(requirement.name)
        except PackageNotFoundError:
            seen[key] = None
            continue
        waiting += [r for r in map(Requirement, found.requires or ()) if _applies(r, requirement.extras)]
    unique = {canonicalize_name(d.name): d for d in seen.values() if d}
    return list(unique.values())


def _applies(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in (*extras, ""))


def _lay_out_python(target: Path) -> None:
    base, python, site = Path(sys.base_prefix), target / "python", target / "site"
    for folder in (python / "bin", python / "lib", site):
        _make_folder(folder)
    _link(_interpreter(), python / "bin" / "python3")
    variables = {"platbase": str(base)}
    for folder in {Path(sysconfig.get_path(kind, vars=variables)) for kind in ("stdlib", "platstdlib")}:
        _link_tree(folder, python / folder.relative_to(base), OMITTED)
    if base != Path("/usr"):  # a distribution's shared libraries are mounted anyway
        for library in (base / "lib").glob("*.so*"):
            _link(library, python / "lib" / library.name)
    for source in {source for found in closure(NEEDED) for source in _entries(found)}:
        _link_tree(source, site / source.name)
    _import_once(python, site)


def _interpreter() -> Path:
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def _entries(found: Distribution) -> set[Path]:
    """The files and folders of a distribution directly in its site-packages; several may share a folder."""
    tops = {path.parts[0] for path in found.files or ()} - {"..", "__pycache__"}
    return {Path(str(found.locate_file(top))) for top in tops}


def _link_tree(source: Path, target: Path, omit: frozenset[str] = frozenset()) -> None:
    if not source.exists():
        return
    if not source.is_dir():
        _link(source, target)
        return
    _make_folder(target)
    for entry in os.scandir(source):
        if entry.is_dir():
            if entry.name not in omit:
                _link_tree(Path(entry.path), target / entry.name, omit)
        elif entry.is_file():
            _link(Path(entry.path), target / entry.name)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, open to others whatever the umask."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir()
        folder.chmod(0o755)


def _link(source: Path, target: Path) -> None:
    """A hard link if it can be made and read by others, otherwise a copy that can."""
    source = source.resolve()
    mode = source.stat().st_mode
    wanted = mode | 0o444 | (0o111 if mode & 0o100 else 0)
    if mode == wanted:
        try:
            os.link(source, target)
        except OSError:
            pass
        else:
            return
    shutil.copy2(source, target)
    target.chmod(stat.S_IMODE(wanted))


def _import_once(python: Path, site: Path) -> None:
    command = [str(python / "bin" / "python3"), "-s", "-P", "-S", "-c", FIRST_IMPORT]
    environment = {
        "PYTHONHOME": str(python),
        "PYTHONPATH": str(site),
        "LD_LIBRARY_PATH": str(python / "lib"),
        "HOME": str(site),
        "USER": "nobody",
    }
    done = subprocess.run(
        command, env=environment, cwd="/", umask=0o022, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise OperatorError(
            f"torch does not run from a staged Python: {(done.stderr.splitlines() or ['no output'])[-1]}",
            where=str(site),
            hint="Check that torch is installed whole in the grader's environment.",
        )


def _kit_files() -> Iterator[tuple[Path, str]]:
    repository = Path(__file__).parents[2]
    for name in KIT:
        source = repository / name
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_file() and "__pycache__" not in path.parts:
                yield path, str(path.relative_to(repository))


def _copy_kit(files: Sequence[tuple[Path, str]], target: Path) -> None:
    for source, name in files:
        _make_folder((target / name).parent)
        (target / name).write_bytes(source.read_bytes())
    compileall.compile_dir(target, quiet=2)
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
