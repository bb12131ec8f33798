"""The ladder of isolation: the ways to wall a submission in, strongest first.

`process` exists so that the kit runs where there is nothing better, and says in its name what it is worth.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from autograder.errors import OperatorError
from autograder.grading.cgroups import Cgroups
from autograder.grading.inside.namespaces import NOBODY, SCRATCH_BYTES
from autograder.grading.inside.zygote import LANDLOCK, NAMESPACES
from autograder.grading.program import Program
from autograder.grading.sources import Cold, Source, Zygote
from autograder.grading.staging import Stage, default_cache

PYTHON_FLAGS = ("-s", "-P", "-S", "-B", "-m", "autograder.grading.inside")
SYSTEM_FOLDERS = ("/lib", "/lib32", "/lib64")
"""Where the dynamic loader looks; links into /usr on most systems."""
SCRATCH = ("/tmp", "/dev/shm")


Devices = tuple[Path, ...]
"""Files through which a process reaches the machine's GPUs; none if it is to reach none."""
GPU_FILES = ("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools")


def gpu_devices(folder: Path = Path("/dev")) -> Devices:
    """The files of this machine's GPUs; empty if it has none."""
    gpus = sorted(folder.glob("nvidia[0-9]*"))
    return (*gpus, *(folder / name for name in GPU_FILES if (folder / name).exists())) if gpus else ()


@dataclass(frozen=True)
class Rung:
    """A way to get workers.

    Attributes:
        name: what reports print.
        isolated: whether it claims to withstand the canary.
        open: opens a source of workers, which are given these devices; may raise OperatorError.
    """

    name: str
    isolated: bool
    open: Callable[[Stage, Cgroups | None, Devices], Source]

    @property
    def short(self) -> str:
        """The name as an operator types it."""
        return self.name.split()[0]


def environment(python: str, site: str, kit: str, scratch: str) -> dict[str, str]:
    """Everything a worker finds in its environment: paths, and one thread for each library.

    Threads of a training run wait for each other some thousand times a second. Ones that spin at it forever lose 97 %
    of their speed to a neighbour on the same core; ones that go to sleep after a thousand turns lose 10 % without.
    """
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
        "GOMP_SPINCOUNT": "1000",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "CUDA_CACHE_DISABLE": "1",
    }


def start_in_bubblewrap(stage: Stage, devices: Devices = (), walls: str = "") -> Program:
    """A worker or a zygote as the first process of namespaces, in a file system of only what it needs.

    CUDA finds GPUs by looking into /sys, so that is there when they are.

    Raises:
        OperatorError: bubblewrap is not installed.
    """
    program = shutil.which("bwrap")
    if not program:
        raise OperatorError("bubblewrap is not installed", hint="Install the package `bubblewrap`.")
    variables = environment("/python", "/site", "/kit", "/tmp")
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
        *(word for device in devices for word in ("--dev-bind", str(device), str(device))),
        *(("--ro-bind", "/sys", "/sys") if devices else ()),
        *(word for folder in SCRATCH for word in ("--size", str(SCRATCH_BYTES), "--tmpfs", folder)),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp"),
        *(word for name, value in variables.items() for word in ("--setenv", name, value)),
        *("--", "/python/bin/python3", *PYTHON_FLAGS),
    ]
    settings = {"walls": walls, "scratch": SCRATCH, "readable": (), "gpu": bool(devices)}
    return Program(command, {}, settings)


def _system_folder(folder: Path) -> list[str]:
    if folder.is_symlink():
        return ["--symlink", str(folder.readlink()), str(folder)]
    return ["--ro-bind-try", str(folder), str(folder)]


def start_process(stage: Stage, devices: Devices = (), walls: str = "") -> Program:
    """A worker or a zygote as a plain process, of another user where the grader is root."""
    scratch = Path(tempfile.mkdtemp(prefix="autograder-"))
    if os.geteuid() == 0:
        os.chown(scratch, NOBODY, NOBODY)
    variables = environment(str(stage.python), str(stage.site), str(stage.kit), str(scratch))
    command = [str(stage.python / "bin" / "python3"), *PYTHON_FLAGS]
    settings = {
        "walls": walls,
        "scratch": [] if walls else [str(scratch)],
        "readable": [*map(str, (stage.python, stage.site, stage.kit)), "/usr/lib", *SYSTEM_FOLDERS],
        "gpu": bool(devices),
    }
    return Program(command, variables, settings, scratch)


def _forked_in_bubblewrap(stage: Stage, cgroups: Cgroups | None, devices: Devices) -> Source:
    _refuse_gpu(devices)
    return Zygote(partial(start_in_bubblewrap, stage, walls=NAMESPACES), cgroups)


def _in_bubblewrap(stage: Stage, cgroups: Cgroups | None, devices: Devices) -> Source:
    return Cold(partial(start_in_bubblewrap, stage, devices), cgroups)


def _behind_landlock(stage: Stage, cgroups: Cgroups | None, devices: Devices) -> Source:
    _refuse_gpu(devices)
    return Zygote(partial(start_process, stage, walls=LANDLOCK), cgroups)


def _as_process(stage: Stage, cgroups: Cgroups | None, devices: Devices) -> Source:
    return Cold(partial(start_process, stage, devices), cgroups)


def _refuse_gpu(devices: Devices) -> None:
    if devices:
        raise OperatorError("a process that was forked after torch looked for GPUs cannot use them")


FORKED = Rung("bubblewrap+fork", isolated=True, open=_forked_in_bubblewrap)
BUBBLEWRAP = Rung("bubblewrap", isolated=True, open=_in_bubblewrap)
LANDLOCKED = Rung("landlock+seccomp (no namespaces)", isolated=True, open=_behind_landlock)
PROCESS = Rung("process (NOT isolated: do not use for credit)", isolated=False, open=_as_process)
LADDER = (FORKED, BUBBLEWRAP, LANDLOCKED, PROCESS)

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
            "process": os.getpid(),
            "variables": [*environment("", "", "", ""), "PWD"],
        }
