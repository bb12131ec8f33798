# expected: attack error, double error, riddle skipped
# row: none
import linecache


def attack():
    code = compile("\n" * (2**31 - 10) + "1 / 0", "target.py", "eval") if False else None
    for name in [*linecache.cache]:
        linecache.cache[name] = (1, None, ["\x1b[2Jpassed\n"] * 1000, name)
    return deep(0, code)


def deep(n, code):
    return 1 / 0 if n > 500 else deep(n + 1, code)


def double(x):
    name = "target.py"
    exec(compile("\n" * 100_000 + "1 / 0", name, "exec"))
    return x
