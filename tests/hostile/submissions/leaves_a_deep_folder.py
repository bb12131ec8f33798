# expected: attack passed, double passed, riddle skipped
# row: 22
# without walls: not tried, this machine is needed
import os


def attack():
    for folder in ("/tmp", "/dev/shm"):
        os.chdir(folder)
        try:
            for _ in range(2000):
                os.mkdir("owned")
                os.chdir("owned")
        except OSError:
            pass
    return []


def double(x):
    return x * 2
