"""Runs inside the jail of a peer, on the standard library alone: opens the bait, grades, hands files out.

    python peers_inside.py '{"command": [...], "given": "/given", …}'

Everything written lies in memory of limited size. What comes back is one line of JSON on standard output.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

LIMITS = {
    resource.RLIMIT_AS: 8 << 30,
    resource.RLIMIT_NPROC: 256,
    resource.RLIMIT_FSIZE: 192 << 20,
    resource.RLIMIT_CORE: 0,
}
LARGEST_FILE = 4 << 20
"""Bytes of a file that are handed out; the rest is cut off."""


def main(order: dict[str, Any]) -> None:
    """Carry out one order of `peers_jail`."""
    folder, bait = Path(order["folder"]), order["bait"]
    shutil.copytree(order["given"], folder, dirs_exist_ok=True)
    (folder / "note").write_text(order["secret"])
    Path(bait["writable"]).touch()
    with ExitStack() as stack:
        stack.enter_context(socket.create_server(tuple(bait["port"])))
        for name in bait["sockets"]:
            listener = stack.enter_context(socket.socket(socket.AF_UNIX))
            listener.bind(name)
            listener.listen()
        log = stack.enter_context((folder / "log.txt").open("wb"))
        process = subprocess.Popen(
            order["command"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=limit,
        )
        assert process.pid == bait["pid"], f"the grader is process {process.pid}"
        try:
            code = process.wait(order["seconds"])
        except subprocess.TimeoutExpired:
            code = None
            os.killpg(process.pid, signal.SIGKILL)
    files = {name: content(folder / name) for name in [*order["results"], "log.txt"]}
    answer = {"code": code, "files": {name: text for name, text in files.items() if text is not None}}
    print(json.dumps(answer), flush=True)


def limit() -> None:
    """Limits of the bench, not of the peer: the machine has to outlive what a peer does not withstand."""
    for which, amount in LIMITS.items():
        resource.setrlimit(which, (amount, amount))


def content(path: Path) -> str | None:
    """A file in base64, or None if there is none."""
    if not path.is_file() or path.is_symlink():
        return None
    with path.open("rb") as file:
        return base64.b64encode(file.read(LARGEST_FILE)).decode()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
