# expected: attack failed, double passed, riddle failed
# row: none
def attack():
    ring = []
    ring.append(ring)
    return ring


def riddle(x):
    ring = {}
    ring["answer"] = ring
    return ring


def double(x):
    return x * 2
