"""The slope of the exponential function is the function itself; 1 is its slope at 0 only."""

KILLED_BY = ("value_applies_functions", "value_handles_any_graph")


class Value(Value):
    def exp(self):
        return Value(math.exp(self.data), (self,), (1.0,))
