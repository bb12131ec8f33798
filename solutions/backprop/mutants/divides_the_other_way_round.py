"""`4 / a` gives a / 4. Python calls `a.__rtruediv__(4)` for it: the argument is what stands on the
left."""

KILLED_BY = ("value_does_arithmetic", "value_handles_any_graph")


class Value(Value):
    def __rtruediv__(self, other):
        return self / other
