"""A file system that behaves as the kernel's cgroups do, in both versions."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

ME = str(os.getpid())
MEMORY_V1 = {
    "memory.limit_in_bytes": "9223372036854771712",
    "memory.memsw.limit_in_bytes": "9223372036854771712",
    "memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n",
}
MEMORY_V2 = {
    "memory.max": "max",
    "memory.swap.max": "max",
    "memory.events": "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\n",
}
PIDS = {"pids.max": "max"}


def refusal(code: int) -> OSError:
    return OSError(code, os.strerror(code))


def fill(folder: Path, files: dict[str, str]) -> Path:
    """Write as the kernel does, past the rules that hold for others."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        Path(folder, name).write_text(text)
    return folder


class Tree(type(Path())):
    """A path whose folders behave as cgroups do."""

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """A group has its files at once: in version 2 those of the controllers that are handed on to it."""
        super().mkdir(mode, parents, exist_ok)
        above = {path.name: path.read_text() for path in self.parent.iterdir() if path.is_file()}
        files = {name: text for name, text in (MEMORY_V1 | PIDS).items() if name in above}
        if "cgroup.subtree_control" in above:
            controllers = above["cgroup.subtree_control"]
            files = (MEMORY_V2 if "memory" in controllers else {}) | (PIDS if "pids" in controllers else {})
            files |= {"cgroup.controllers": controllers, "cgroup.subtree_control": "", "cgroup.kill": ""}
        fill(self, files | {"cgroup.procs": ""})

    def rmdir(self):
        """Files go with the group; one with members, or with groups beneath it, stays."""
        if not self.exists():
            raise refusal(errno.ENOENT)
        if (self / "cgroup.procs").read_text() or any(path.is_dir() for path in self.iterdir()):
            raise refusal(errno.EBUSY)
        shutil.rmtree(self)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Nobody creates files; a process is in one group; controllers are handed on by an empty group."""
        if not self.exists():
            raise refusal(errno.EACCES)
        if self.name == "cgroup.procs":
            above = [folder for folder in self.parents if (folder / "cgroup.procs").exists()]
            for path in above[-1].rglob("cgroup.procs"):
                others = [pid for pid in path.read_text().split() if pid != data]
                members = [*others, data] if path == self else others
                fill(path.parent, {path.name: "\n".join(members)})
            return
        here = {path.name: path.read_text() for path in self.parent.iterdir() if path.is_file()}
        if self.name == "cgroup.subtree_control" and here["cgroup.procs"]:
            raise refusal(errno.EBUSY)
        if self.name == "memory.memsw.limit_in_bytes" and int(data) < int(here["memory.limit_in_bytes"]):
            raise refusal(errno.EINVAL)
        if self.name == "cgroup.kill":
            fill(self.parent, {"cgroup.procs": ""})
        super().write_text(data.replace("+", ""))


def contents(folder: Path, *names: str) -> list[str]:
    return [(folder / name).read_text() for name in names]


def everything(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*")}


V1_MOUNTS = """\
31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
35 31 0:32 {top} /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory
39 31 0:36 {top} /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
"""


def version_1(root: Path, top: str = "/", memory: str = "/jobs/7", pids: str = "/") -> tuple[Tree, Tree]:
    """A machine with version 1; this process's cgroup in each hierarchy."""
    memberships = f"9:name=systemd:/\n8:pids:{pids}\n4:memory:{memory}\n1:cpu,cpuacct:/\n0::/\n"
    fill(root / "proc/self", {"cgroup": memberships, "mountinfo": V1_MOUNTS.format(top=top)})
    mounts = Tree(root / "sys/fs/cgroup")
    own = (
        mounts / "memory" / Path(memory).relative_to(top),
        mounts / "pids" / Path(pids).relative_to(top),
    )
    fill(own[0], MEMORY_V1 | {"cgroup.procs": f"{ME}\n12\n"})
    fill(own[1], PIDS | {"cgroup.procs": f"{ME}\n12\n"})
    return own


def version_2(
    root: Path, members: str = ME, controllers: str = "cpu memory pids", handed_on: str = ""
) -> Tree:
    """A machine with version 2; this process's cgroup."""
    fill(
        root / "proc/self",
        {"cgroup": "0::/grading.service\n", "mountinfo": "24 20 0:22 / /cg rw - cgroup2 cgroup2 rw\n"},
    )
    files = {"cgroup.procs": members, "cgroup.controllers": controllers, "cgroup.subtree_control": handed_on}
    return fill(Tree(root / "cg/grading.service"), MEMORY_V2 | PIDS | files)
