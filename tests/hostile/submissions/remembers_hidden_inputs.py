# expected: attack passed, double passed, riddle skipped
# row: 13, 24
# without walls: not tried, it takes two submissions
import os

PLACES = [os.environ.get("TMPDIR", "/tmp"), "/tmp", "/dev/shm", "/var/tmp", os.getcwd(), "/"]
NAME = "owned-by-a-student"


def attack():
    reached = [os.environ[name] for name in os.environ if name == NAME]
    for place in PLACES:
        try:
            with open(os.path.join(place, NAME)) as file:
                reached.append(file.read())
        except OSError:
            pass
    return reached


def double(x):
    os.environ[NAME] = repr(x)
    for place in PLACES:
        try:
            with open(os.path.join(place, NAME), "a") as file:
                file.write(repr(x))
        except OSError:
            pass
    return x * 2
