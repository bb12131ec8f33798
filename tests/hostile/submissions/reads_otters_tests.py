# expected: attack passed, double passed, riddle skipped
# row: 10
# without walls: not tried, they lie in the current folder of otter's kernel only
from pathlib import Path


def attack():
    return [path.read_text() for path in Path("tests").glob("*.py")]


def double(x):
    return x * 2
