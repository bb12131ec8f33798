# expected: attack failed, double passed, riddle failed
# row: none
def attack():
    return list(range(1_000_000))


def riddle(x):
    return {str(n): [n] * 10 for n in range(2000)}


def double(x):
    return x * 2
