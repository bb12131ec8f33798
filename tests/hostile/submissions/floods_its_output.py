# expected: observed 'done'
import os


def attack(targets):
    for _ in range(100):
        print("x" * (1 << 20))
        os.write(2, b"y" * (1 << 20))
    return "done"
