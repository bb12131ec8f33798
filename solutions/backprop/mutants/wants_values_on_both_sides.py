"""`a + 2` fails: the other operand may be an int or a float. Turn it into a Value first."""

KILLED_BY = ("value_does_arithmetic",)


class Value(Value):
    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    __radd__ = __add__
