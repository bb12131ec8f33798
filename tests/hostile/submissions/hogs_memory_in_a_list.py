# expected: attack error, double passed, riddle skipped
# row: 21
# because: MemoryError
def attack():
    return [0] * (1 << 33)


def double(x):
    return x * 2
