# expected: observed 'left'
from pathlib import Path


def attack(targets):
    for folder in map(Path, ("/tmp", "/dev/shm")):
        (folder / "a" / "b").mkdir(parents=True)
        (folder / "a" / "b" / "note").write_text("count = 1")
        (folder / "link").symlink_to("/kit")
    return "left"
