"""In a · b the slope by a is b, and the slope by b is a. You have them the other way round."""

KILLED_BY = ("value_does_arithmetic", "value_handles_any_graph")


class Value(Value):
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (self.data, other.data))

    __rmul__ = __mul__
