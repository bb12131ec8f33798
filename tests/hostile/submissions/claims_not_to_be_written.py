# expected: attack skipped, double passed, riddle skipped
# row: 5
# because: attack · not written yet
def attack():
    raise NotImplementedError("attack is not written yet")


def riddle(x):
    raise NotImplementedError("somebody else's work is not written yet")


def double(x):
    return x * 2
