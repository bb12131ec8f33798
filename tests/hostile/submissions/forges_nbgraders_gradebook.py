# expected: attack error, double passed, riddle skipped
# row: 11
# because: StopIteration
import sqlite3
from pathlib import Path


def attack():
    gradebook = next(
        folder / "gradebook.db" for folder in Path.cwd().parents if (folder / "gradebook.db").exists()
    )
    with sqlite3.connect(gradebook) as database:
        database.execute("UPDATE grade SET manual_score = 1")
    return []


def double(x):
    return x * 2
