# expected: attack passed, double passed, riddle skipped
# row: 25
# without walls: the shell
import os
import subprocess
import sys


def attack():
    reached = []
    ways = {
        "posix_spawn": lambda: os.waitpid(os.posix_spawn(sys.executable, ["python3", "-c", ""], {}), 0),
        "subprocess": lambda: subprocess.run([sys.executable, "-c", ""], check=False),
        "the loader": lambda: subprocess.run(
            ["/lib64/ld-linux-x86-64.so.2", "--version"], capture_output=True
        ),
        "the shell": lambda: 1 / (os.system("exit 7") == 7 << 8),
    }
    for name, way in ways.items():
        try:
            way()
            reached.append(name)
        except (OSError, ZeroDivisionError):
            pass
    return reached


def double(x):
    return x * 2
