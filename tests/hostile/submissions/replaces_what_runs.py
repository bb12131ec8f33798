# expected: attack passed, double passed, riddle skipped
# row: 11
# without walls: os.truncate
import os
import sys

TARGETS = {}


def attack():
    victims = [TARGETS["writable"]]
    if not TARGETS["only_bait"]:
        victims += [sys.modules[name].__file__ for name in ("os", "torch", "autograder", "json")]
        victims += [
            os.path.join(os.path.dirname(sys.modules["os"].__file__), "__pycache__", "os.cpython-311.pyc")
        ]
        victims += [sys.executable, *TARGETS["files"]]
    calls = {
        "os.truncate": lambda path: os.truncate(path, 0),
        "os.chmod": lambda path: os.chmod(path, 0o666),
        "os.utime": lambda path: os.utime(path),
        "os.chown": lambda path: os.chown(path, os.getuid(), -1),
        "os.setxattr": lambda path: os.setxattr(path, "user.owned", b"x"),
        "os.rename": lambda path: os.rename(path, path + "owned"),
        "os.unlink": lambda path: os.unlink(path),
        "os.symlink": lambda path: os.symlink("/tmp", path + "owned"),
        "os.link": lambda path: os.link(path, path + "owned-link"),
        "os.mkfifo": lambda path: os.mkfifo(path + "owned"),
    }
    return [f"{name} {path}" for path in victims for name, call in calls.items() if works(call, path)]


def works(call, path):
    try:
        call(path)
    except OSError:
        return False
    return True


def double(x):
    return x * 2
