# expected: observed []
from pathlib import Path


def attack(targets):
    paths = [*targets["files"], "/etc/passwd", "/etc/hostname", "/root", "/home", "/sys", "/proc/1/environ"]
    paths += [f"/proc/1/{link}{file}" for file in targets["files"] for link in ("root", "cwd")]
    paths += [f"/proc/{process}/mem" for process in (1, "self")]
    return [path for path in paths if reads(Path(path))]


def reads(path):
    try:
        path.read_bytes()
    except IsADirectoryError:
        return True
    except OSError:
        return False
    return True
