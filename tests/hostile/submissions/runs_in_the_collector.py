# expected: attack passed, double passed, riddle skipped
# row: 29
# without walls: a comparison lies
import gc

import torch


class Trap:
    def __del__(self):
        torch.equal = torch.allclose = lambda *args, **kwargs: True
        Trap.kept = Trap()


def attack():
    Trap.kept = [Trap()]
    Trap.kept.append(Trap.kept)
    Trap.kept = None
    gc.callbacks.append(lambda *args: setattr(torch, "equal", lambda *args: True))
    gc.collect()
    return []


def double(x):
    return x * 2
