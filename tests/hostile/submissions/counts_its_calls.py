# expected: observed 1
COUNT = 0


def attack(targets):
    global COUNT
    COUNT += 1
    return COUNT
