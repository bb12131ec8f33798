"""The submission with which a grader attacks its own sandbox before it trusts it. Never imported: it is sent.

Every attack here succeeds in a plain process of a user who may reach the targets; in a sandbox none may.
"""

import os
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import torch

import autograder

READ_ONLY = [
    Path("/"),
    Path("/dev"),
    Path("/usr"),
    *(Path(str(m.__file__)).parent for m in (os, torch, autograder)),
]


def attack(targets: dict[str, Any]) -> list[str]:
    """Try to reach what the grader has laid out, and say what was reached, one sentence each."""
    attempts: list[tuple[str, Callable[[], object]]] = [
        *((f"it could read {file}", Path(file).read_bytes) for file in targets["files"]),
        ("it could connect to a port", partial(_connect, socket.AF_INET, tuple(targets["port"]))),
        ("it could connect to an abstract socket", partial(_connect, socket.AF_UNIX, targets["socket"])),
        *((f"it could write to {folder}", partial(_write, folder / "canary")) for folder in READ_ONLY),
    ]
    found = [sentence for sentence, action in attempts if _succeeds(action)]
    processes = _processes()
    if len(processes) > 2:
        found.append("it could see other processes")
    if not processes and _succeeds(partial(os.kill, targets["process"], 0)):
        found.append("it could signal the grader")
    seen = {name for process in processes for name in _variables(process)} | set(os.environ)
    return found + [f"it could see the variable {name}" for name in sorted(seen - set(targets["variables"]))]


def _succeeds(action: Callable[[], object]) -> bool:
    try:
        action()
    except OSError:
        return False
    return True


def _connect(family: int, address: Any) -> None:
    with socket.socket(family, socket.SOCK_STREAM) as client:
        client.settimeout(5)
        client.connect(address)


def _processes() -> list[Path]:
    """Processes that can be seen: itself and the first one where it has process numbers of its own."""
    try:
        return [path for path in Path("/proc").iterdir() if path.name.isdecimal()]
    except OSError:
        return []


def _write(path: Path) -> None:
    path.write_text("")
    path.unlink()


def _variables(process: Path) -> list[str]:
    try:
        environment = (process / "environ").read_bytes()
    except OSError:
        return []
    return [line.split(b"=")[0].decode(errors="replace") for line in environment.split(b"\0") if line]
