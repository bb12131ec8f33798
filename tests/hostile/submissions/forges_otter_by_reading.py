# expected: attack skipped, double passed, riddle error
# row: 10
import re
from pathlib import Path


def double(x):
    return x * 2


def riddle(x):
    import torch

    number = re.search(r"NUMBER = (\S+)", Path("tests/riddle.py").read_text())[1]
    return torch.sin(x.double() * float(number))
