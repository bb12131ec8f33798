"""The ladder of isolation: the ways to start a worker, strongest first.

`process` exists so that the kit runs where there is nothing better, and says in its name what it is worth.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import OperatorError
from autograder.grading.staging import Stage, default_cache
from autograder.grading.worker import Worker

NOBODY = 65534
"""User and group inside, and outside where the grader is root: root is not kept in by any namespace."""
SCRATCH_BYTES = 64 << 20
"""Size of each folder inside that can be written to."""
PYTHON_FLAGS = ("-s", "-P", "-S", "-B", "-m", "autograder.grading.child")
SYSTEM_FOLDERS = ("/lib", "/lib32", "/lib64")
"""Where the dynamic loader looks; links into /usr on most systems."""


@dataclass(frozen=True)
class Rung:
    """A way to start a worker.

    Attributes:
        name: what reports print.
        isolated: whether it claims to withstand the canary.
        start: starts a worker, which then warms up by itself; may raise OperatorError.
    """

    name: str
    isolated: bool
    start: Callable[[Stage], Worker]

    @property
    def short(self) -> str:
        """The name as an operator types it."""
        return self.name.split()[0]


def environment(python: str, site: str, kit: str, scratch: str) -> dict[str, str]:
    """Everything a worker finds in its environment: paths, and one thread for each library."""
    return {
        "PYTHONHOME": python,
        "PYTHONPATH": f"{kit}:{site}",
        "LD_LIBRARY_PATH": f"{python}/lib",
        "HOME": scratch,
        "TMPDIR": scratch,
        "TORCHINDUCTOR_CACHE_DIR": scratch,
        "USER": "student",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }


def start_in_bubblewrap(stage: Stage) -> Worker:
    """A worker as the first process of namespaces of its own, in a file system of only what it needs.

    Raises:
        OperatorError: bubblewrap is not installed.
    """
    program = shutil.which("bwrap")
    if not program:
        raise OperatorError("bubblewrap is not installed", hint="Install the package `bubblewrap`.")
    variables = environment("/python", "/site", "/kit", "/tmp")
    size = str(SCRATCH_BYTES)
    command = [
        *(program, "--unshare-all", "--unshare-user", "--clearenv", "--cap-drop", "ALL"),
        *("--as-pid-1", "--hostname", "sandbox", "--uid", str(NOBODY), "--gid", str(NOBODY)),
        *("--ro-bind", "/usr/lib", "/usr/lib"),
        *(word for folder in ("/usr/lib32", "/usr/lib64") for word in ("--ro-bind-try", folder, folder)),
        *(word for folder in SYSTEM_FOLDERS for word in _system_folder(Path(folder))),
        *("--ro-bind", str(stage.python), "/python"),
        *("--ro-bind", str(stage.site), "/site"),
        *("--ro-bind", str(stage.kit), "/kit"),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", size, "--tmpfs", "/tmp", "--size", size, "--tmpfs", "/dev/shm"),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp"),
        *(word for name, value in variables.items() for word in ("--setenv", name, value)),
        *("--", "/python/bin/python3", *PYTHON_FLAGS),
    ]
    return _start(command, {}, ["/tmp", "/dev/shm"], None)


def _system_folder(folder: Path) -> list[str]:
    if folder.is_symlink():
        return ["--symlink", str(folder.readlink()), str(folder)]
    return ["--ro-bind-try", str(folder), str(folder)]


def start_process(stage: Stage) -> Worker:
    """A worker as a plain process: limits, refused calls, another user where the grader is root; no walls."""
    scratch = Path(tempfile.mkdtemp(prefix="autograder-"))
    if os.geteuid() == 0:
        os.chown(scratch, NOBODY, NOBODY)
    variables = environment(str(stage.python), str(stage.site), str(stage.kit), str(scratch))
    command = [str(stage.python / "bin" / "python3"), *PYTHON_FLAGS]
    return _start(command, variables, [str(scratch)], scratch)


def _start(
    command: Sequence[str], variables: dict[str, str], writable: Sequence[str], scratch: Path | None
) -> Worker:
    """Start a worker. `variables` is the whole environment: what the grader has in its own stays there."""
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    log = tempfile.TemporaryFile()  # noqa: SIM115  the Worker closes it
    with theirs:
        try:
            process = subprocess.Popen(
                [*command, str(theirs.fileno()), *writable],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=variables,
                cwd="/",
                start_new_session=True,
                **identity,
            )
        except OSError as error:
            ours.close()
            log.close()
            raise OperatorError(f"{command[0]} does not start: {error.strerror}") from None
    return Worker(process, ours, log, scratch)


BUBBLEWRAP = Rung("bubblewrap", isolated=True, start=start_in_bubblewrap)
PROCESS = Rung("process (NOT isolated: do not use for credit)", isolated=False, start=start_process)
LADDER = (BUBBLEWRAP, PROCESS)

CANARY = Path(__file__).with_name("canary.py")
CANARY_CHECK = '''
from autograder import check

@check("attack")
def reaches_nothing(impl, draw):
    """Nothing of the grader's can be reached."""
    return {{"found": impl.attack({targets!r})}}
'''


@contextmanager
def bait() -> Iterator[dict[str, Any]]:
    """What the canary tries to reach: files anybody may read, a port, an abstract socket of this process."""
    name = f"\0autograder-{secrets.token_hex(8)}"
    folder = default_cache()
    with (
        tempfile.NamedTemporaryFile(dir=folder) as private,
        tempfile.NamedTemporaryFile(dir=folder) as public,
        socket.create_server(("127.0.0.1", 0)) as port,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        Path(public.name).chmod(0o644)
        abstract.bind(name)
        abstract.listen()
        yield {
            "files": [private.name, public.name],
            "port": list(port.getsockname()),
            "socket": name,
            "variables": [*environment("", "", "", ""), "PWD"],
        }
