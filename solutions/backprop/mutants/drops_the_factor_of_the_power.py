"""The slope of a power lacks the exponent as a factor. Division feels it as well: it is made of the power −1."""

KILLED_BY = ("value_does_arithmetic", "value_handles_any_graph")


class Value(Value):
    def __pow__(self, exponent):
        return Value(self.data**exponent, (self,), (self.data ** (exponent - 1),))
