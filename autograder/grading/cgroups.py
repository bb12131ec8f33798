"""A limit on the memory and the number of all processes of one submission together, where the host allows it.

Limits of a process do not add up: eight forks of half a gigabyte pass each of them. A cgroup counts what its
members use between them, files in memory such as those of /tmp included. Both kinds are served: the
hierarchies `memory` and `pids` of version 1, and the one hierarchy of version 2.
Not covered: swap, on a kernel of version 1 that does not account for it.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import OperatorError

CONTROLLERS = ("memory", "pids")
PREFIX = "autograder-"
LEAF = "autograder"
"""The grader's own cgroup in version 2, where one that hands controllers on may hold no process itself."""
CLOSE_SECONDS = 10.0
"""For killed processes to be gone: ten thousand times what a small one takes."""
HOW = "Start the grader as root or in a cgroup of its own: `systemd-run --scope --property=Delegate=yes …`."


@dataclass(frozen=True)
class Cgroup:
    """A group of processes under common limits: a folder of each hierarchy, the same one in version 2."""

    memory: Path
    pids: Path

    def add(self, pid: int) -> None:
        """Move a process in, and with it all that it will fork; memory that it has already is not counted.

        Raises:
            OSError: it is gone, or belongs to another user.
        """
        for folder in self._folders:
            _write(folder / "cgroup.procs", pid)

    @property
    def ran_out_of_memory(self) -> bool:
        """Whether the kernel killed a member for want of memory; False once the group is closed."""
        for name in ("memory.events", "memory.oom_control"):
            with suppress(OSError):
                counts = dict(line.split() for line in _read(self.memory / name).splitlines())
                return int(counts.get("oom_kill", 0)) > 0
        return False

    def close(self) -> None:
        """Kill every member and remove the group, if that has not been done.

        What the kernel holds on to for longer than `CLOSE_SECONDS` is left to `find` in a later grader.
        """
        deadline = time.monotonic() + CLOSE_SECONDS
        pause = 0.0005
        while not all(_removed(folder) for folder in self._folders):
            for folder in self._folders:
                with suppress(OSError):
                    _kill_members(folder)
            if time.monotonic() > deadline:
                return
            time.sleep(pause)
            pause = min(2 * pause, 0.05)

    @property
    def _folders(self) -> Iterable[Path]:
        return dict.fromkeys((self.memory, self.pids))

    def _create(self, memory_bytes: int, processes: int) -> None:
        for folder in self._folders:
            folder.mkdir()
        unified = (self.memory / "memory.max").exists()
        _write(self.memory / ("memory.max" if unified else "memory.limit_in_bytes"), memory_bytes)
        # Version 2 counts swap by itself; version 1 counts it with memory, and takes no less than memory's limit.
        swap, most = ("memory.swap.max", 0) if unified else ("memory.memsw.limit_in_bytes", memory_bytes)
        if (self.memory / swap).exists():
            _write(self.memory / swap, most)
        _write(self.pids / "pids.max", processes)


@dataclass(frozen=True)
class Cgroups:
    """Where this process may make groups: a folder of each hierarchy, the same one in version 2."""

    memory: Path
    pids: Path

    def make(self, memory_bytes: int, processes: int) -> Cgroup:
        """An empty group; may be called from any thread.

        Args:
            memory_bytes: what its members may use together.
            processes: how many it may have, with threads and with those that nobody has waited for.

        Raises:
            OperatorError: the kernel refuses.
        """
        name = f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
        group = Cgroup(self.memory / name, self.pids / name)
        try:
            group._create(memory_bytes, processes)
        except OSError as error:
            group.close()
            folders = " and ".join(map(str, dict.fromkeys((self.memory, self.pids))))
            raise OperatorError(f"no cgroup can be made in {folders}: {error.strerror}", hint=HOW) from None
        return group

    def left_by_the_dead(self) -> Iterator[Cgroup]:
        """Groups whose grader has ended without closing them."""
        folders = (path for folder in (self.memory, self.pids) for path in folder.glob(f"{PREFIX}*"))
        for name in sorted({path.name for path in folders}):
            maker = re.fullmatch(rf"{PREFIX}(\d{{1,9}})-[0-9a-f]{{8}}", name)
            if maker and not _lives(int(maker[1])):
                yield Cgroup(self.memory / name, self.pids / name)


def find(root: Path = Path("/")) -> Cgroups | str:
    """Where groups can be made beneath this process's own cgroup, or why they cannot; found by making one.

    In version 2 this process may be moved one level down, so that its cgroup can hand controllers on. What
    graders left behind that have died is removed.

    Args:
        root: the file system whose /proc and mounts are looked at.
    """
    try:
        found = _locate(root)
        found.make(64 << 20, 1).close()
    except OperatorError as error:
        return f"{error.message}. {error.hint}"
    for group in found.left_by_the_dead():
        group.close()
    return found


def _locate(root: Path) -> Cgroups:
    folders = _own_folders(root)
    if folders.keys() >= set(CONTROLLERS):
        return Cgroups(*(folders[name] for name in CONTROLLERS))
    if "" not in folders:
        raise OperatorError("no cgroup of this process is mounted", hint="Mount /sys/fs/cgroup.")
    own = folders[""]
    base = own.parent if own.name == LEAF else own
    try:
        _hand_on(base)
    except OSError as error:
        raise OperatorError(f"{base} does not hand controllers on: {error.strerror}", hint=HOW) from None
    return Cgroups(base, base)


def _own_folders(root: Path) -> dict[str, Path]:
    """The folder of this process's cgroup in every hierarchy: by controller, or "" for that of version 2."""
    try:
        memberships = _read(root / "proc/self/cgroup").splitlines()
        mounts = _read(root / "proc/self/mountinfo").splitlines()
    except OSError:
        raise OperatorError("this system has no cgroups", hint="Use Linux.") from None
    split = (line.split(":", 2) for line in memberships)
    paths = {name: Path(path) for _, names, path in split for name in names.split(",")}
    folders = {}
    for mount in mounts:
        place, _, kind = mount.partition(" - ")
        top, point = (_unescape(field) for field in place.split()[3:5])
        filesystem, _, options = kind.split()
        for name in {"cgroup": options.split(","), "cgroup2": [""]}.get(filesystem, []):
            path = paths.get(name)
            if path and path.is_relative_to(top) and ".." not in path.parts:
                folders[name] = root / point.lstrip("/") / path.relative_to(top)
    return folders


def _unescape(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), field)


def _hand_on(base: Path) -> None:
    """Have a cgroup of version 2 hand the controllers on to those beneath it."""
    missing = set(CONTROLLERS) - set(_read(base / "cgroup.controllers").split())
    if missing:
        what = " and ".join(sorted(missing))
        raise OperatorError(f"{base} has no controller {what} to hand on", hint=HOW)
    if set(CONTROLLERS) <= set(_read(base / "cgroup.subtree_control").split()):
        return
    words = " ".join(f"+{name}" for name in CONTROLLERS)
    try:
        _write(base / "cgroup.subtree_control", words)
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        if _members(base) != [os.getpid()]:
            message = f"{base} holds other processes than the grader, so it cannot hand controllers on"
            raise OperatorError(message, hint=HOW) from None
        _step_down(base, words)


def _step_down(base: Path, words: str) -> None:
    leaf = base / LEAF
    leaf.mkdir(exist_ok=True)
    _write(leaf / "cgroup.procs", os.getpid())
    try:
        _write(base / "cgroup.subtree_control", words)
    except OSError:
        _write(base / "cgroup.procs", os.getpid())
        leaf.rmdir()
        raise


def _kill_members(folder: Path) -> None:
    """Kill them all at once, or forbid new ones and kill each; no process outside, whose number was theirs."""
    if (folder / "cgroup.kill").exists():
        _write(folder / "cgroup.kill", 1)
        return
    if (folder / "pids.max").exists():
        _write(folder / "pids.max", 0)
    held = {}
    for pid in _members(folder):
        with suppress(ProcessLookupError):
            held[pid] = os.pidfd_open(pid)
    still = set(_members(folder))
    for pid, descriptor in held.items():
        if pid in still:
            with suppress(OSError):
                signal.pidfd_send_signal(descriptor, signal.SIGKILL)
        os.close(descriptor)


def _removed(folder: Path) -> bool:
    """Remove a group; False when it still has members."""
    try:
        folder.rmdir()
    except OSError as error:
        return error.errno != errno.EBUSY
    return True


def _members(folder: Path) -> list[int]:
    return [int(line) for line in _read(folder / "cgroup.procs").split()]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _write(path: Path, value: int | str) -> None:
    path.write_text(str(value), encoding="ascii")
