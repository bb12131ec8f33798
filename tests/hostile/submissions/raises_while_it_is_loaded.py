# expected: attack skipped, double passed, riddle skipped
# row: 5
# because: fails when your code is loaded (Stop
class Stop(KeyboardInterrupt, Exception):
    pass


def stop():
    raise Stop


def attack(nothing=stop()):
    return nothing


def double(x):
    return x * 2
