# expected: attack timeout, double timeout, riddle timeout
# row: 23
# because: the module does not load
def loop():
    while True:
        pass


def attack(nothing=loop()):
    return nothing


def double(x):
    return x * 2
