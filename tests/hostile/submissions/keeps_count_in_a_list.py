# expected: attack passed, double passed, riddle skipped
# row: 14
# without walls: not tried, a process without walls ends after its attack as well
COUNT = []


def attack():
    COUNT.append("attack")
    return [] if len(COUNT) == 1 else COUNT


def double(x):
    return None if "attack" in COUNT else x * 2
