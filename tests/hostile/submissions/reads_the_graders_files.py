# expected: attack passed, double passed, riddle skipped
# row: 10
# without walls: target.py
TARGETS = {}


def attack():
    folder = TARGETS["folder"]
    paths = [*TARGETS["files"], f"{folder}/course/.autograder/secret", f"../../../../..{TARGETS['files'][0]}"]
    if not TARGETS["only_bait"]:
        paths += ["/etc/passwd", "/etc/shadow", "/etc/hostname", "/proc/1/environ", "/root/.ssh/id_rsa"]
        paths += [f"{TARGETS['repository']}/{name}" for name in ("pyproject.toml", "course.yaml")]
    return [path for path in paths if reads(path)]


def reads(path):
    try:
        with open(path, "rb") as file:
            return bool(file.read(10))
    except OSError:
        return False


def double(x):
    return x * 2
