# expected: attack skipped, double error, riddle error
# row: 13
def double(x):
    raise ValueError(f"the input was {x!r}")


def riddle(x):
    raise OSError(f"the input was {x!r}")
