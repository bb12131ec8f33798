# expected: attack error, double passed, riddle skipped
# row: 5
# because: KeyboardInterrupt: stop
def attack():
    raise KeyboardInterrupt("stop")


def double(x):
    return x * 2
