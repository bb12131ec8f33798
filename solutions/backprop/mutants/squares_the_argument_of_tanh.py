"""The slope of tanh is 1 minus the square of its *output*."""

KILLED_BY = ("value_applies_functions", "value_handles_any_graph")


class Value(Value):
    def tanh(self):
        return Value(math.tanh(self.data), (self,), (1 - self.data**2,))
