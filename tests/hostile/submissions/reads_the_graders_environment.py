# expected: observed []
import os
from pathlib import Path


def attack(targets):
    seen = {*os.environ}
    for process in Path("/proc").iterdir():
        try:
            seen |= {line.split("=")[0] for line in (process / "environ").read_text().split("\0") if line}
        except OSError:
            pass
    return sorted(seen - {*targets["variables"]})
