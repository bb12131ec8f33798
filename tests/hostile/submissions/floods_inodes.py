# expected: attack passed, double passed, riddle skipped
# row: 22
# without walls: not tried, this machine is needed
import os

MOST = 20_000


def attack():
    reached = []
    for folder in ("/tmp", "/dev/shm"):
        try:
            for i in range(MOST):
                os.mknod(f"{folder}/owned{i}")
            reached.append(f"{MOST} files in {folder}")
        except OSError:
            pass
    return reached


def double(x):
    return x * 2
