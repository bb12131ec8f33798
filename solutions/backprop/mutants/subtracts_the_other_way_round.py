"""`2 − a` gives a − 2. Python calls `a.__rsub__(2)` for it: the argument is what stands on the left."""

KILLED_BY = ("value_does_arithmetic",)


class Value(Value):
    def __rsub__(self, other):
        return self - other
