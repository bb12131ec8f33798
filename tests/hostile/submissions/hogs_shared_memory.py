# expected: attack error, double passed, riddle skipped
# row: 21
import mmap


def attack():
    return [mmap.mmap(-1, 1 << 30, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS) for _ in range(64)]


def double(x):
    return x * 2
