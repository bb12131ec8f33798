"""What a grader has about it: processes, mounts, cgroups, files, descriptors. Equal before and after an attack."""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from pathlib import Path

from autograder.grading.staging import default_cache

OWNED = "owned"
"""Part of the name of every file that a payload makes anywhere."""
CGROUPS = Path("/sys/fs/cgroup")
REPOSITORY = Path(__file__).parents[2]


def beneath(ancestor: int) -> list[int]:
    """A process and those that descend from it, by the parents in /proc; some may have ended."""
    parents = {}
    for path in Path("/proc").iterdir():
        if path.name.isdecimal():
            try:
                parents[int(path.name)] = int(_status(path)[1])
            except OSError:
                continue
    found = [ancestor]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def processes(ancestor: int) -> Counter[str]:
    """The living processes beneath one, by command line."""
    found: Counter[str] = Counter()
    for process in beneath(ancestor)[1:]:
        path = Path("/proc", str(process))
        try:
            command = (path / "cmdline").read_bytes().replace(b"\0", b" ")
            found[_generic(command)] += _status(path)[0] not in "ZX"
        except OSError:
            continue
    return +found


def _status(path: Path) -> list[str]:
    """Of /proc/<pid>/stat, from the third on: state, parent."""
    return (path / "stat").read_text().rpartition(")")[2].split()


def _generic(command: bytes) -> str:
    """A command line without the numbers that differ from worker to worker."""
    return re.sub(r"\b[0-9a-f]*\d[0-9a-f]*\b", "N", command.decode(errors="replace"))


def descriptors() -> Counter[str]:
    """What this process has open, by kind."""
    kinds: Counter[str] = Counter()
    for name in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink(f"/proc/self/fd/{name}")
        except OSError:
            continue  # the one that listed the others
        kinds[re.sub(r"\d+", "N", target)] += 1
    return kinds


def cgroups() -> int:
    """How many groups this process has made."""
    return sum(f"-{os.getpid()}-" in name for _, names, _ in os.walk(CGROUPS) for name in names)


def mounts() -> str:
    """Of this process."""
    return Path("/proc/self/mountinfo").read_text()


def tree(*folders: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file beneath some folders; of a folder, neither."""
    found: dict[str, tuple[int, int]] = {}
    for folder in folders:
        for parent, names, files in os.walk(folder):
            found |= {os.path.join(parent, name): (0, 0) for name in names}
            for name in files:
                status = os.lstat(os.path.join(parent, name))
                found[os.path.join(parent, name)] = (status.st_size, status.st_mtime_ns)
    return found


def owned(*folders: Path) -> list[str]:
    """Files named as payloads name theirs, in places where a payload would like to have them."""
    places = [*folders, REPOSITORY, default_cache(), Path("/"), Path("/tmp"), Path("/dev/shm"), Path.home()]
    places += [Path("/var/tmp"), Path.cwd(), Path.cwd().parent, Path(tempfile.gettempdir()).parent]
    return sorted({str(p) for place in places if place.is_dir() for p in place.glob(f"*{OWNED}*")})
