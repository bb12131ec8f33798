"""What this process and all beneath it use: CPU time, memory, descriptors; as /proc tells it."""

from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def beneath(process: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, int] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdecimal():
            try:
                parents[int(path.name)] = int(_fields(path)[1])
            except OSError:
                continue
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu_seconds() -> float:
    """Of this process and everything beneath it, what has ended and was waited for included."""
    ticks = 0
    for process in beneath(os.getpid()):
        try:
            ticks += sum(map(int, _fields(Path("/proc", str(process)))[11:15]))
        except OSError:
            continue
    return ticks / TICK


def _fields(path: Path) -> list[str]:
    """Of /proc/<pid>/stat, from the third on."""
    return (path / "stat").read_text().rpartition(")")[2].split()


def proportional_bytes(processes: list[int]) -> int:
    """Memory of processes, each shared page divided among those that share it (PSS)."""
    total = 0
    for process in processes:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has ended, and nobody has waited for it yet
            continue
        total += sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
    return total
