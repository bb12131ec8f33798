# expected: observed ['MemoryError', 'RuntimeError', 'OSError']
import mmap

import torch


def attack(targets):
    hogs = [
        lambda: bytearray(6 << 30),
        lambda: torch.empty(6 << 30, dtype=torch.uint8),
        lambda: mmap.mmap(-1, 6 << 30, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS),
    ]
    return [ending(hog) for hog in hogs]


def ending(hog):
    try:
        hog()
    except Exception as error:
        return type(error).__name__
    return "no error"
