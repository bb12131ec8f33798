# expected: observed [True, True]
import os


def attack(targets):
    return [filled(folder) <= 64 << 20 for folder in ("/tmp", "/dev/shm")]


def filled(folder):
    total = 0
    try:
        for i in range(20):
            with open(os.path.join(folder, f"file{i}"), "wb", buffering=0) as file:
                for _ in range(20):
                    total += file.write(bytes(1 << 20))
    except OSError:
        pass
    return total
