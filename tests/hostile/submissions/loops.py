# expected: attack timeout, double passed, riddle skipped
# row: 23
def attack():
    while True:
        pass


def double(x):
    return x * 2
