# expected: attack error, double passed, riddle skipped
# row: 3
import builtins


def attack():
    for name in ("isinstance", "all", "any", "len", "type", "print", "repr", "sorted"):
        setattr(builtins, name, lambda *args, **kwargs: True)
    return []


def double(x):
    return x * 2
