# expected: attack error, double passed, riddle skipped
# row: 5
# because: GeneratorExit
def attack():
    raise GeneratorExit


def double(x):
    return x * 2
