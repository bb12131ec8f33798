# expected: attack error, double passed, riddle failed
# row: none
# because: the values are larger than an answer may be
def attack():
    return ["\U0001f4a3" * 4000] * 400


def riddle(x):
    return "x" * 10_000_000


def double(x):
    return x * 2
