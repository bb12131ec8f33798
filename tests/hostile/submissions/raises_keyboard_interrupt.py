# expected: raised: KeyboardInterrupt: stop


def attack(targets):
    raise KeyboardInterrupt("stop")
