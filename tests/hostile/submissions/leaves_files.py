# expected: attack passed, double passed, riddle skipped
# row: 24
# without walls: files are left
import os
import tempfile

TARGETS = {}


def attack():
    for folder in {tempfile.gettempdir()} if TARGETS["only_bait"] else {"/tmp", "/dev/shm"}:
        try:
            os.makedirs(os.path.join(folder, "owned", "inner"))
            os.symlink("/kit", os.path.join(folder, "owned", "link"))
            os.chmod(os.path.join(folder, "owned"), 0)
            with open(os.path.join(folder, "owned\n\x1b[2J"), "w") as file:
                file.write("count = 1")
        except OSError:
            pass
    return []


def double(x):
    return x * 2
