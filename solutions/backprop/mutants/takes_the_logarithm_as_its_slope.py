"""The slope of log a is 1/a."""

KILLED_BY = ("value_applies_functions", "value_handles_any_graph")


class Value(Value):
    def log(self):
        return Value(math.log(self.data), (self,), (math.log(self.data),))
