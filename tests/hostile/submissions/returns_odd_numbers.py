# expected: attack failed, double failed, riddle failed
# row: none
import fractions


class Small(int):
    def bit_length(self):
        return 1

    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class Text(str):
    def __getitem__(self, key):
        return "x" * 10**9


def attack():
    return [Small(1 << 100_000), Text("x"), 1 << 100_000, {float("nan"): 1, float("nan"): 2}, {Small(1): 1}]


def double(x):
    return Small(2) if isinstance(x, str) else fractions.Fraction(2)


def riddle(x):
    return 1 << 4000
