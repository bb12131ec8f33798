# expected: timeout


def attack(targets):
    while True:
        pass
