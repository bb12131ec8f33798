# expected: attack passed, double passed, riddle skipped
# row: 22
# without walls: not tried, this machine is needed
import os

MOST = 256 << 20


def attack():
    reached = []
    for folder in {
        "/tmp",
        "/dev/shm",
        "/var/tmp",
        "/run",
        "/dev",
        "/dev/mqueue",
        os.getcwd(),
        os.environ["HOME"],
    }:
        total = filled(folder)
        if total >= MOST:
            reached.append(f"{total} bytes in {folder}")
    return reached


def filled(folder):
    total = 0
    try:
        for i in range(20):
            with open(os.path.join(folder, f"owned{i}"), "wb", buffering=0) as file:
                for _ in range(16):
                    total += file.write(bytes(1 << 20))
    except OSError:
        pass
    return total


def double(x):
    return x * 2
