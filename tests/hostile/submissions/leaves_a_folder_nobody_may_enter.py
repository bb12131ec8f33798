# expected: observed 'left'
from pathlib import Path


def attack(targets):
    folder = Path("/tmp/closed")
    (folder / "inner").mkdir(parents=True)
    folder.chmod(0)
    return "left"
