# expected: attack error, double passed, riddle skipped
# row: 28
# because: FileNotFoundError
# builds: .zip
import io
import os
import zipfile

import torch

SOURCE = """
import torch


def attack():
    return torch.load("checkpoint.pt", weights_only=False)


def double(x):
    return x * 2
"""


class Bomb:
    def __reduce__(self):
        return (os.system, ("touch /tmp/owned",))


def build(path):
    checkpoint = io.BytesIO()
    torch.save({"weights": torch.zeros(3), "bomb": Bomb()}, checkpoint)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("target.py", SOURCE)
        for name in ("checkpoint.pt", "expected.safetensors", "target.pkl"):
            archive.writestr(name, checkpoint.getvalue())
