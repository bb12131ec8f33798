"""The slope of a ** n is n · a ** (n − 1); the exponent is not reduced here."""

KILLED_BY = ("value_does_arithmetic", "value_handles_any_graph")


class Value(Value):
    def __pow__(self, exponent):
        return Value(self.data**exponent, (self,), (exponent * self.data**exponent,))
