# expected: attack passed, double passed, riddle skipped
# row: 10
# without walls: hidden.py
import os

TARGETS = {}


def attack():
    top = TARGETS["folder"] if TARGETS["only_bait"] else "/"
    wanted = {os.path.basename(file) for file in TARGETS["files"]} | {
        "solutions",
        "course.yaml",
        ".autograder",
    }
    reached = []
    for folder, folders, files in os.walk(top):
        folders[:] = [
            name
            for name in folders
            if os.path.join(folder, name) not in ("/proc", "/usr", "/site/torch", "/site/triton")
        ]
        reached += [os.path.join(folder, name) for name in wanted & {*folders, *files}]
    return reached


def double(x):
    return x * 2
