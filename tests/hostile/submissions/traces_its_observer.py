# expected: attack failed, double passed, riddle failed
# row: 29
import sys

import torch


def attack():
    def spy(frame, event, argument):
        for name in ("values", "seen", "want", "expected"):
            if name in frame.f_locals and isinstance(frame.f_locals[name], dict):
                frame.f_locals[name].clear()
        return spy

    sys.settrace(spy)
    sys.setprofile(spy)
    sys.addaudithook(lambda *args: None)
    torch.set_default_dtype(torch.float64)
    return []


def riddle(x):
    attack()
    return x.double()


def double(x):
    return x * 2
