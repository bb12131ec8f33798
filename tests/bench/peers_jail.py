"""Where a peer grades an attack: namespaces, a read-only disk and limits, so that this machine survives it.

The peers bring no isolation of their own. The jail does not stand between the attack and the grader, which share it
as they share an instructor's machine or a container: it stands between both and the rest of this machine.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.grading.cgroups import Cgroups
from autograder.grading.staging import Stage

ROOT = Path(__file__).parents[2]
NOBODY = 65534
SYSTEM_FOLDERS = ("/bin", "/lib", "/lib32", "/lib64")
FOLDER = "/grade"
"""Where the peer grades, inside."""
EVIDENCE = "evidence.txt"
"""Where the hidden tests write what only the bench wants to know."""
PORT = 45678
GRADERS_PID = 3
"""Inside: after bubblewrap's own first process and `peers_inside`."""
SCRATCH_BYTES = 256 << 20
MEMORY_BYTES = 4 << 30
PROCESSES = 256
WHEN_TOLD = ("/bin/sh", "-c", 'read -r go && exec "$@"', "sh")
"""Starts a program once it is in its cgroup."""
GRACE = 15
"""Seconds past the limit after which whatever still runs is killed from outside."""
GIVEN_VARIABLES = {
    "PATH": "/python/bin:/usr/bin:/bin",
    "PYTHONHOME": "/python",
    "PYTHONPATH": "/kit:/site",
    "LD_LIBRARY_PATH": "/python/lib",
    "EVIDENCE": f"{FOLDER}/{EVIDENCE}",
    "HOME": "/tmp",
    "TMPDIR": "/tmp",
    "TORCHINDUCTOR_CACHE_DIR": "/tmp",
    "USER": "grader",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
SECRET_VARIABLE = "GRADER_SECRET"
JUPYTERS_VARIABLES = (
    *("PWD", "JPY_PARENT_PID", "JPY_SESSION_NAME", "NBGRADER_EXECUTION", "PYDEVD_USE_FRAME_EVAL"),
    *("CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "GIT_PAGER", "PAGER", "TERM", "LC_CTYPE"),
    *("KMP_DUPLICATE_LIB_OK", "KMP_INIT_AT_FORK", "TORCH_CUDA_ARCH_LIST", "COLUMNS", "LINES"),
)
"""What a kernel has in its environment anyway: to read it is no attack."""


@dataclass(frozen=True)
class Ran:
    """What came out of a jail.

    Attributes:
        hung: whether it was stopped at the limit.
        files: what it left, by name.
        seconds: wall time.
    """

    hung: bool
    files: Mapping[str, bytes]
    seconds: float

    @property
    def returned_nothing(self) -> bool:
        """Whether a hidden test saw that `attack()` returned an empty list."""
        return self.files.get(EVIDENCE) == b"True"

    @property
    def log(self) -> str:
        """What the grader printed."""
        return self.files.get("log.txt", b"").decode(errors="replace")


@dataclass(frozen=True)
class Jail:
    """A jail that a peer can be put into.

    Attributes:
        stage: a Python that others may run.
        site: the peer's site-packages.
        prepared: what its instructor has before anybody hands in.
        groups: where a limit on the memory of all its processes together can be set, if anywhere.
        secret: a word in the grader's environment and in a file beside it.
        seconds: wall limit of a run.
    """

    stage: Stage
    site: Path
    prepared: Path
    groups: Cgroups | None
    secret: str
    seconds: float

    def run(
        self, given: Path, command: Sequence[str], results: Sequence[str], bait: Mapping[str, Any]
    ) -> Ran:
        """Run a grader on a copy of a folder.

        Args:
            given: what the grader's folder holds at the start.
            command: arguments for Python.
            results: files to hand out, relative to the folder.
            bait: as told to the submission.
        """
        order = {
            "command": ["/python/bin/python3", *command],
            "given": "/given",
            "folder": FOLDER,
            "bait": dict(bait),
            "secret": self.secret,
            "seconds": self.seconds,
            "results": [*results, EVIDENCE],
        }
        inside = ["/python/bin/python3", "-s", "-P", "/inside.py", json.dumps(order)]
        identity: dict[str, Any] = (
            {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        )
        started = time.monotonic()
        process = subprocess.Popen(
            [*WHEN_TOLD, *self._walls(given), *inside],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={},
            cwd="/",
            start_new_session=True,
            **identity,
        )
        group = self.groups.make(MEMORY_BYTES, PROCESSES) if self.groups else None
        hung = False
        try:
            if group:
                group.add(process.pid)
            output, errors = process.communicate(b"\n", timeout=self.seconds + GRACE)
        except subprocess.TimeoutExpired:
            hung = True
            os.killpg(process.pid, signal.SIGKILL)
            output, errors = process.communicate()
        finally:
            if group:
                group.close()
        elapsed = time.monotonic() - started
        try:
            answer = json.loads(output)
        except ValueError:
            return Ran(hung, {"log.txt": errors}, elapsed)
        files = {name: base64.b64decode(text) for name, text in answer["files"].items()}
        return Ran(answer["code"] is None, files, elapsed)

    def _walls(self, given: Path) -> list[str]:
        """The command line of bubblewrap up to the program."""
        program = shutil.which("bwrap")
        if program is None:
            sys.exit("bubblewrap is missing, and the peers are not run unprotected: install it.")
        size = str(SCRATCH_BYTES)
        variables = {**GIVEN_VARIABLES, SECRET_VARIABLE: self.secret}
        return [
            *(program, "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--clearenv"),
            *("--uid", str(NOBODY), "--gid", str(NOBODY), "--hostname", "grader", "--cap-drop", "ALL"),
            *("--ro-bind", "/usr", "/usr", "--ro-bind", "/etc/passwd", "/etc/passwd"),
            *("--ro-bind-try", "/etc/hosts", "/etc/hosts"),  # "localhost"
            *(word for folder in SYSTEM_FOLDERS for word in _system_folder(Path(folder))),
            *("--ro-bind", str(self.stage.python), "/python", "--ro-bind", str(self.site), "/site"),
            *("--ro-bind", str(ROOT / "autograder"), "/kit/autograder"),
            *("--ro-bind", str(ROOT / "shared"), "/kit/shared"),
            *("--ro-bind", str(Path(__file__).with_name("peers_inside.py")), "/inside.py"),
            *("--ro-bind", str(given), "/given", "--proc", "/proc", "--dev", "/dev"),
            *(w for folder in (FOLDER, "/tmp", "/dev/shm") for w in ("--size", size, "--tmpfs", folder)),
            *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", FOLDER),
            *(word for name, value in variables.items() for word in ("--setenv", name, value)),
            "--",
        ]


def bait(files: Sequence[str]) -> dict[str, Any]:
    """What a submission is told there is to reach, in the words of the hostile collection.

    Args:
        files: the grader's own, which a student may not see.
    """
    return {
        "folder": FOLDER,
        "files": [f"{FOLDER}/note", *files],
        "writable": f"{FOLDER}/writable",
        "sockets": [f"\0peers-{secrets.token_hex(8)}", f"{FOLDER}/socket"],
        "port": ["127.0.0.1", PORT],
        "pid": GRADERS_PID,
        "repository": FOLDER,
        "variables": [*GIVEN_VARIABLES, *JUPYTERS_VARIABLES],
        "only_bait": True,
    }


def _system_folder(folder: Path) -> list[str]:
    if folder.is_symlink():
        return ["--symlink", str(folder.readlink()), str(folder)]
    return ["--ro-bind-try", str(folder), str(folder)]
