# expected: attack passed, double passed, riddle skipped
# row: 14
# without walls: not tried, a process without walls ends after its attack as well
COUNT = 0


def attack():
    global COUNT
    COUNT += 1
    return [] if COUNT == 1 else [f"call {COUNT} of one module"]


def double(x):
    global COUNT
    COUNT += 100
    return x * 2 if COUNT % 100 == 0 else None
