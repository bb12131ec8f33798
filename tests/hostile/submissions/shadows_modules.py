# expected: attack passed, double passed, riddle skipped
# row: 7
# without walls: our modules are replaced
import os
import sys
import tempfile

LOOT = "def same(*args):\n    return True\n\n\ndifference = judge = same\n"


def attack():
    folder = os.path.join(tempfile.gettempdir(), "owned-modules")
    os.makedirs(folder, exist_ok=True)
    for place in (tempfile.gettempdir(), folder):
        for name in ("torch.py", "json.py", "sitecustomize.py", "usercustomize.py"):
            with open(os.path.join(place, f"{name}"), "w") as file:
                file.write(LOOT)
    sys.path.insert(0, folder)
    os.environ["PYTHONPATH"] = os.environ["PYTHONSTARTUP"] = folder
    return []


def double(x):
    return x * 2
