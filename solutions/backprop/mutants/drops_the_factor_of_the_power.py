"""The slope of a ** n is n · a ** (n − 1); the factor n is missing."""

KILLED_BY = ("value_does_arithmetic", "value_handles_any_graph")


class Value(Value):
    def __pow__(self, exponent):
        return Value(self.data**exponent, (self,), (self.data ** (exponent - 1),))
